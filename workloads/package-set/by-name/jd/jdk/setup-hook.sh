export JAVA_HOME="@out@/lib/openjdk"
