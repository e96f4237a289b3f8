@echo off
rem Starts sentiment. JAVA_HOME picks the JDK; SENTIMENT_JAVA_OPTS adds options for the JVM.
rem Unlike the Unix script, this one uses no archive of classes.
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem a scorer needs little memory, and takes no more than that unless something else is chosen
set "options="
set "chosen=%SENTIMENT_JAVA_OPTS%%JAVA_TOOL_OPTIONS%%JDK_JAVA_OPTIONS%"
if not defined chosen if "%~1"=="score" set "options=-Xms64m -XX:+UseSerialGC"
if not defined chosen if "%~1"=="stream" set "options=-Xms64m -XX:+UseSerialGC"
"%java%" --add-modules=jdk.incubator.vector -XX:+IgnoreUnrecognizedVMOptions -XX:-UseFPUForSpilling --enable-native-access=ALL-UNNAMED %options% %SENTIMENT_JAVA_OPTS% -cp "%~dp0..\lib\*" sentiment.cli.Main %*
