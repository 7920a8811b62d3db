# What is below a file is not there.
"${./folder/a + "/below"}"
