using System.CommandLine;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Restoring;
using Reprise.Searching;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise restore</c></summary>
internal static class RestoreCommand
{
    public static CliCommand Create()
    {
        var ids = new Argument<string[]>("ID") { Arity = ArgumentArity.ZeroOrMore, Description = "The sessions" };
        var deleted = new Option<bool>("--deleted") { Description = "All sessions that their agent has deleted" };
        var all = new Option<bool>("--all") { Description = "All sessions" };
        var to = new Option<string>("--to")
        {
            HelpName = "DIR",
            Description = "Restore below this folder (default: where the agent keeps them)",
        };
        var generation = new Option<int?>("--generation")
        {
            HelpName = "N",
            Description = "An older state of a session whose records were rewritten; 1 is the first",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be written" };
        var force = new Option<bool>("--force") { Description = "Overwrite files that have other content" };
        var passphrase = PassphraseOption.Current();
        var command = new CliCommand("restore", "Puts the files of sessions back as they were captured")
        {
            ids,
            deleted,
            all,
            to,
            generation,
            dryRun,
            force,
            passphrase,
        };
        command.Details =
            "Every file of a session comes back with its exact bytes, time of change and permissions. Files with other content are left alone without --force.";
        command.Examples =
        [
            ("reprise restore --deleted --dry-run", "shows what your agents have deleted and would come back"),
            ("reprise restore 1f0c2d3e --to ./old", "puts one session into a folder of its own"),
        ];
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var choice = new Choice(parsed.GetValue(ids) ?? [], parsed.GetValue(deleted), parsed.GetValue(all));
                var options = new RestoreOptions
                {
                    Folder = parsed.GetValue(to) is { } folder ? context.FullPath(folder) : null,
                    Generation = parsed.GetValue(generation),
                    DryRun = parsed.GetValue(dryRun),
                    Force = parsed.GetValue(force),
                };
                using var vault = new VaultAccess(
                    context,
                    PassphraseSource.Current(context, parsed.GetValue(passphrase), cancellation)
                );
                return Run(context, choice, options, vault, cancellation);
            }
        );
        return command;
    }

    private static ExitCode Run(
        CliContext context,
        Choice choice,
        RestoreOptions options,
        VaultAccess vault,
        CancellationToken cancellation
    )
    {
        if ((choice.Ids.Length > 0 ? 1 : 0) + (choice.Deleted ? 1 : 0) + (choice.All ? 1 : 0) != 1)
            throw UsageError.Of("Name the sessions to restore, or give --deleted or --all.");
        if (options.Generation is not null && choice.Ids.Length != 1)
            throw UsageError.Of("--generation needs exactly one session.");
        if (options.Folder is { } folder && File.Exists(folder))
            throw new RepriseException("path", $"{folder} is a file.", "Give --to a folder; it is made when it does not exist.");
        var archive = new SessionArchive(context.Home);
        string[] entries = choice.Ids.Length > 0 ? Resolve(context, choice.Ids) : Find(context, choice, archive);
        RestorePlaces? places = options.Folder is { } below ? RestorePlaces.Below(below, archive, entries) : null;
        var restorer = new SessionRestorer(vault.Open);
        List<RestoredSessionShape> restored = [];
        foreach (string name in entries)
        {
            RestoreOptions mine = options with { Folder = places?.Of(name) ?? options.Folder };
            restored.Add(Restore(restorer, archive, name, mine, isAlone: entries.Length == 1, cancellation));
        }
        return Tell(context, new RestoreShape(options.DryRun, [.. restored]));
    }

    private static string[] Resolve(CliContext context, string[] ids)
    {
        using SessionIndex index = SessionIndex.OpenRead(context.Home);
        var resolver = new SessionResolver(index);
        return [.. ids.Select(id => resolver.Get(id).Entry).Distinct(StringComparer.Ordinal)];
    }

    // From the archive itself: what is to be saved may be needed when the index is gone.
    private static string[] Find(CliContext context, Choice choice, SessionArchive archive)
    {
        List<string> found = [];
        foreach (string name in archive.Names())
        {
            try
            {
                if (choice.All || IsGone(archive.Open(name).Manifest))
                    found.Add(name);
            }
            catch (RepriseException error)
            {
                context.ReportSkipped(name, error.Message);
            }
        }
        return found.Count > 0
            ? [.. found]
            : throw new RepriseException(
                Failure.EmptyKind,
                choice.Deleted ? "No session was deleted by its agent." : "There are no sessions."
            );
    }

    // A session whose whole folder is gone is not marked: that may be a disk that is not mounted. To bring it back is asked for here.
    private static bool IsGone(ArchiveManifest manifest) =>
        manifest.DeletedAt is not null
        || manifest.Files.All(file =>
            !Path.Exists(Path.Combine(manifest.Root, file.Path.Replace('/', Path.DirectorySeparatorChar)))
        );

    private static RestoredSessionShape Restore(
        SessionRestorer restorer,
        SessionArchive archive,
        string name,
        RestoreOptions options,
        bool isAlone,
        CancellationToken cancellation
    )
    {
        SessionKey session = new(new AgentId(""), name);
        try
        {
            ArchiveEntry entry = archive.Open(name);
            session = entry.Manifest.Key;
            return RestoredSessionShape.Of(restorer.Restore(entry, options, cancellation));
        }
        catch (RepriseException error) when (!isAlone)
        {
            return RestoredSessionShape.Failed(session, error.Message);
        }
    }

    private static ExitCode Tell(CliContext context, RestoreShape shape)
    {
        RestoredFileShape[] files = [.. shape.Sessions.SelectMany(s => s.Files)];
        bool isComplete =
            Array.TrueForAll(shape.Sessions, s => s.Problem is null) && Array.TrueForAll(files, f => f.Problem is null);
        if (context.IsJson)
        {
            context.WriteJson(shape, CliJson.Default.RestoreShape);
            return isComplete ? ExitCode.Done : ExitCode.Incomplete;
        }
        foreach (RestoredSessionShape session in shape.Sessions.Where(s => s.Problem is not null))
            context.ReportSkipped($"{session.Agent}:{session.NativeId}", session.Problem ?? "");
        foreach (RestoredFileShape file in files)
        {
            string target = file.Target ?? file.Path;
            if (file.Problem is { } problem)
                context.ReportSkipped(target, problem);
            else if (shape.DryRun && file.Outcome == "written")
                context.Out.WriteLine($"would write  {SafeText.Line(target)}  {ByteSize.Of(file.Length)}");
        }
        int written = files.Count(f => f.Outcome == "written");
        int same = files.Count(f => f.Outcome == "identical");
        int left = files.Count(f => f.Problem is not null);
        string verb = shape.DryRun ? "Would restore" : "Restored";
        context.Out.WriteLine(
            $"{verb} {Count.Of(written, "file")} of {Count.Of(shape.Sessions.Count(s => s.Problem is null), "session")}"
                + (same > 0 ? $"; {Count.Of(same)} already there" : "")
                + (left > 0 ? $"; {Count.Of(left)} left out" : "")
                + "."
        );
        if (files.Any(f => f.Outcome == "conflict"))
            context.Say("Files with other content were left alone; --force overwrites them, --to DIR restores beside them.");
        return isComplete ? ExitCode.Done : ExitCode.Incomplete;
    }

    private sealed record Choice(string[] Ids, bool Deleted, bool All);
}
