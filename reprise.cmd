@echo off
rem Runs Reprise from its sources on Windows, as the shell script beside it does elsewhere.
rem Not tried yet: it was written where there is no Windows.
setlocal
set "root=%~dp0"
set "built=%root%artifacts\launcher"
set "app=%built%\app"
if not exist "%app%\reprise.exe" goto build
powershell -NoProfile -Command "$t=(Get-Item '%app%\reprise.exe').LastWriteTimeUtc; if (Get-ChildItem '%root%src','%root%Directory.Build.props','%root%Directory.Packages.props' -Recurse -File | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1) { exit 1 }"
if errorlevel 1 goto build
goto run
:build
where dotnet >nul 2>nul || (echo reprise: the .NET SDK 10 is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 1>&2 & exit /b 1)
echo reprise: building, once per change of the sources ... 1>&2
dotnet publish "%root%src\Reprise.Cli\Reprise.Cli.csproj" -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -p:RepriseLauncher=true -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:PublishDocumentationFiles=false --artifacts-path "%built%\build" -o "%app%" --nologo -v quiet 1>&2 || exit /b 1
:run
"%app%\reprise.exe" %*
exit /b %errorlevel%
