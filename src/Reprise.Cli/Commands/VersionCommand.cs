using System.Runtime.InteropServices;
using Reprise.Archiving;
using Reprise.Cli.Json;
using Reprise.Databases;
using Reprise.Indexing;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise version</c></summary>
internal static class VersionCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("version", "Shows the version; with --verbose also what it runs on")
        {
            NeedsSettings = false,
        };
        command.OnRun((context, _, _) => Run(context));
        return command;
    }

    public static ExitCode Run(CliContext context)
    {
        if (context.IsJson)
            context.WriteJson(Describe(), CliJson.Default.VersionShape);
        else if (context.Globals.Verbose)
            WriteAll(context, Describe());
        else
            context.Out.WriteLine($"{CommandTree.ProgramName} {ProductVersion.Text}");
        return ExitCode.Done;
    }

    private static VersionShape Describe() =>
        new(
            ProductVersion.Text,
            RuntimeInformation.FrameworkDescription,
            $"{RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})",
            SqliteDatabase.LibraryVersion,
            SessionIndex.SchemaVersion,
            ArchiveManifest.CurrentFormat
        );

    private static void WriteAll(CliContext context, VersionShape version)
    {
        context.Out.WriteLine($"{CommandTree.ProgramName} {version.Version}");
        context.Out.WriteLine($"runtime         {version.Runtime}");
        context.Out.WriteLine($"system          {version.System}");
        context.Out.WriteLine($"sqlite          {version.Sqlite}");
        context.Out.WriteLine($"index schema    {version.IndexSchema}");
        context.Out.WriteLine($"archive format  {version.ArchiveFormat}");
    }
}
