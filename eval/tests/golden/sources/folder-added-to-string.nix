"" + ./folder
