using System.Runtime.InteropServices;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Programs;

/// <summary>Builds programs the way they are given to people: compiled ahead for this machine, on the shared runtime.</summary>
internal static class PublishedProgram
{
    /// <summary>Publishes a project and returns the path of its executable.</summary>
    /// <param name="project">The project file or its folder.</param>
    /// <param name="name">The name of the executable.</param>
    /// <param name="workplace">Where to put it.</param>
    public static string Publish(string project, string name, Workplace workplace)
    {
        BenchmarkContext.Say($"publishing {name} …");
        string folder = Path.Combine(workplace.Cache, "programs", name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        string artifacts = Path.Combine(workplace.Cache, "artifacts");
        ChildProcess.Run(
            new Command(
                "dotnet",
                "publish",
                project,
                "--configuration",
                "Release",
                "--runtime",
                RuntimeInformation.RuntimeIdentifier,
                "--self-contained",
                "false",
                "--output",
                folder,
                "--artifacts-path",
                artifacts,
                "-p:PublishReadyToRun=true",
                "-p:RestoreLockedMode=false",
                // The lock files of the repository name no runtime and must not change for a measurement.
                $"-p:NuGetLockFilePath={Path.Combine(artifacts, "$(MSBuildProjectName).lock.json")}",
                "--nologo",
                "--verbosity",
                "quiet"
            )
        );
        return Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
    }
}
