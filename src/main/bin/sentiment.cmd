@echo off
rem Starts sentiment. JAVA_HOME picks the JDK; SENTIMENT_JAVA_OPTS adds options for the JVM.
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" --add-modules=jdk.incubator.vector -XX:+IgnoreUnrecognizedVMOptions -XX:-UseFPUForSpilling --enable-native-access=ALL-UNNAMED %SENTIMENT_JAVA_OPTS% -cp "%~dp0..\lib\*" sentiment.cli.Main %*
