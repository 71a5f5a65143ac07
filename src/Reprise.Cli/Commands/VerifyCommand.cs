using System.CommandLine;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Journaling;
using Reprise.Sealing;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise verify</c></summary>
internal static class VerifyCommand
{
    public static CliCommand Create()
    {
        var deep = new Option<bool>("--deep") { Description = "Unseal the originals too, and compare them with their hashes" };
        var passphrase = PassphraseOption.Current();
        var command = new CliCommand("verify", "Checks that archive and vault are undamaged") { deep, passphrase };
        command.Details =
            "Every file of the archive and the vault, and every line of the journal, is compared with its checksum. Ends with 5 when one is damaged or missing.";
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                using var vault = new VaultAccess(
                    context,
                    PassphraseSource.Current(context, parsed.GetValue(passphrase), cancellation)
                );
                return Run(context, parsed.GetValue(deep) ? vault : null, cancellation);
            }
        );
        return command;
    }

    private static ExitCode Run(CliContext context, VaultAccess? vault, CancellationToken cancellation)
    {
        RepriseHome home = context.Home;
        if (!home.Exists)
            throw new RepriseException(
                Failure.EmptyKind,
                $"Nothing has been captured into {home.Folder} yet.",
                "Run 'reprise capture'."
            );
        VaultOpener? opener = vault is null ? null : Open(context, vault);
        var verifier = new ArchiveVerifier(home, new SessionArchive(home));
        ArchiveReport report = verifier.Verify(Expected(home), opener, progress: null, cancellation);
        report = WithJournal(report, home);
        if (context.IsJson)
            context.WriteJson(VerifyShape.Of(report, isUnsealed: opener is not null), CliJson.Default.VerifyShape);
        else
            Write(context, report, opener is not null);
        if (report.Damaged.Count == 0)
            return ExitCode.Done;
        context.Say("'reprise doctor' says what helps.");
        return ExitCode.Damaged;
    }

    private static ArchiveReport WithJournal(ArchiveReport report, RepriseHome home)
    {
        JournalContent journal = new Journal(home).Read();
        ILookup<bool, ArchiveDamage> problems = journal.Problems.ToLookup(
            problem => problem.IsDamage,
            problem => new ArchiveDamage("", $"journal/{problem.File}", $"(line {problem.Line}): {problem.Reason}")
        );
        return report with { Damaged = [.. report.Damaged, .. problems[true]], Notes = [.. report.Notes, .. problems[false]] };
    }

    // Without the key everything but the originals is checked still; that it is missing is part of the report.
    private static VaultOpener? Open(CliContext context, VaultAccess vault)
    {
        try
        {
            return vault.Open();
        }
        catch (RepriseException error) when (error.Kind == "vault")
        {
            context.Warn($"the originals are not unsealed: {error.Message}");
            return null;
        }
    }

    /// <summary>Lists what must be there: the index knows entries whose whole folder was lost.</summary>
    /// <remarks>A broken index is no damage: it is derived.</remarks>
    public static string[] Expected(RepriseHome home)
    {
        if (!SessionIndex.IsUsable(home.Index))
            return [];
        using SessionIndex index = SessionIndex.OpenRead(home);
        return [.. index.LoadSessions().Where(s => s.Revision != SessionIndex.Unfinished).Select(s => s.Entry)];
    }

    private static void Write(CliContext context, ArchiveReport report, bool unsealed)
    {
        foreach (ArchiveDamage damage in report.Damaged)
            context.Out.WriteLine(
                $"{context.Screen.Paint(Style.Red, "damaged")}  {SafeText.Line(damage.File)} {SafeText.Line(damage.Problem)}"
            );
        foreach (ArchiveDamage note in report.Notes)
            context.Detail($"note: {SafeText.Line(note.File)} {SafeText.Line(note.Problem)}");
        string what =
            $"{Count.Of(report.Entries, "entry", "entries")}, {Count.Of(report.Files, "file")}, {ByteSize.Of(report.Bytes)}";
        string originals = unsealed ? ", originals unsealed and compared" : "";
        context.Out.WriteLine(
            report.Damaged.Count == 0
                ? $"Checked {what}{originals}: no damage."
                : $"Checked {what}{originals}: {Count.Of(report.Damaged.Count, "problem")}."
        );
    }
}
