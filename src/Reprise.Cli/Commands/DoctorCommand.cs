using System.CommandLine;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Sealing;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise doctor</c></summary>
internal static class DoctorCommand
{
    public static CliCommand Create()
    {
        var fix = new Switch("--fix") { Description = "Put right what can be put right without losing anything" };
        var aside = new Option<string[]>("--set-aside")
        {
            HelpName = "ENTRY",
            Description = "Give up a damaged entry that only a backup could cure: it is moved, not deleted (repeatable)",
        };
        var wait = WaitOption.Create();
        var command = new CliCommand("doctor", "Finds what is damaged, says what helps, and repairs it") { fix, aside, wait };
        command.Details =
            "Checks all that 'verify' checks. --fix moves a damaged entry to archive/.aside when its agent has everything that is in it, so that the next capture takes the session again, and makes a lost index anew. "
            + "Nothing is ever deleted: what lies in archive/.aside and vault/.aside is yours to put back or to delete.";
        command.Examples =
        [
            ("reprise doctor", "what is wrong, and what helps"),
            ("reprise doctor --fix && reprise capture", "repairs, and captures again what was damaged"),
        ];
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                if (!context.Home.Exists)
                    throw new RepriseException(
                        Failure.EmptyKind,
                        $"Nothing has been captured into {context.Home.Folder} yet.",
                        "Run 'reprise capture'."
                    );
                var visit = new Visit(context, WaitOption.Read(parsed, wait), cancellation);
                return visit.Run(fix.IsSet(parsed), parsed.GetValue(aside) ?? []);
            }
        );
        return command;
    }

    /// <summary>One run.</summary>
    private sealed class Visit(CliContext context, TimeSpan wait, CancellationToken cancellation)
    {
        private readonly RepriseHome _home = context.Home;
        private readonly HomeDoctor _doctor = new(context.Home);

        public ExitCode Run(bool fixes, string[] givenUp)
        {
            ArchiveReport report = Verify();
            List<string> moved = [];
            if (givenUp.Length > 0)
                moved.AddRange(_doctor.GiveUp(givenUp, report, wait, cancellation));
            if (fixes)
                moved.AddRange(_doctor.Replace(_doctor.Examine(report), wait, cancellation));
            if (fixes && !SessionIndex.IsUsable(_home.Index))
                new Reindexer(_home, Math.Clamp(System.Environment.ProcessorCount, 1, 4)).RunLocked(
                    wait,
                    CaptureProgress.None,
                    cancellation
                );
            if (givenUp.Length > 0 || moved.Count > 0)
                report = Verify();
            return Tell(report, moved, fixes);
        }

        private ArchiveReport Verify()
        {
            var verifier = new ArchiveVerifier(_home, new SessionArchive(_home));
            return verifier.Verify(VerifyCommand.Expected(_home), vault: null, progress: null, cancellation);
        }

        private ExitCode Tell(ArchiveReport report, List<string> moved, bool fixes)
        {
            VaultKeys keys = VaultKeys.Look(_home);
            IReadOnlyList<DamagedEntry> damaged = _doctor.Examine(report);
            ArchiveDamage[] orphans =
            [
                .. report.Damaged.Where(d => d.Entry.Length == 0 && !KeyProblem.Of(keys).Any(p => p.File == d.File)),
            ];
            bool isIndexUsable = SessionIndex.IsUsable(_home.Index);
            bool isInterrupted = File.Exists(_home.CaptureMark);
            IReadOnlyList<UnknownRecords> unknown = isIndexUsable ? UnknownRecords.Count(_home) : [];
            if (context.IsJson)
                context.WriteJson(
                    new DoctorShape(
                        report.Entries,
                        [.. damaged.Select(DamagedEntryShape.Of)],
                        [.. orphans.Select(DamageShape.Of)],
                        KeysShape.Of(keys),
                        isInterrupted,
                        isIndexUsable,
                        [.. moved],
                        [.. new SessionArchive(_home).WhatIsAside()],
                        [.. unknown.Select(u => new UnknownShape(u.Agent, u.Version, u.Sessions, u.Records))]
                    ),
                    CliJson.Default.DoctorShape
                );
            else
            {
                foreach (string place in moved)
                    context.Out.WriteLine($"{context.Screen.Paint(Style.Green, "moved")}    {SafeText.Line(place)}");
                Write(damaged, orphans);
                Write(isIndexUsable, isInterrupted);
                foreach (UnknownRecords records in unknown)
                    Write(records);
                context.Out.WriteLine(
                    damaged.Count + orphans.Length == 0
                        ? $"Checked {Count.Of(report.Entries, "entry", "entries")}: no damage."
                        : $"Checked {Count.Of(report.Entries, "entry", "entries")}: {Count.Of(damaged.Count + orphans.Length, "problem")}."
                );
            }
            KeyLines.Warn(context, keys, damageOnly: false);
            if (moved.Count > 0)
                context.Say("Next: 'reprise capture' takes again what its agent still has.");
            // What the next capture takes again by itself is no reason to stop a script before that.
            bool isCured = damaged.All(entry => fixes && entry.Cure == EntryCure.Capture) && orphans.Length == 0;
            bool areKeysSound = !KeyProblem.Of(keys).Any(problem => problem.IsDamage);
            return isCured && areKeysSound && isIndexUsable ? ExitCode.Done : ExitCode.Damaged;
        }

        private void Write(IReadOnlyList<DamagedEntry> damaged, ArchiveDamage[] orphans)
        {
            foreach (DamagedEntry entry in damaged)
            {
                context.Out.WriteLine($"{context.Screen.Paint(Style.Red, "damaged")}  {SafeText.Line(entry.Name)}");
                foreach (ArchiveDamage problem in entry.Problems)
                    context.Out.WriteLine($"         {SafeText.Line(problem.File)} {SafeText.Line(problem.Problem)}");
                context.Out.WriteLine($"         {CureOf(entry)}");
            }
            foreach (ArchiveDamage orphan in orphans)
            {
                context.Out.WriteLine(
                    $"{context.Screen.Paint(Style.Red, "orphan")}   {SafeText.Line(orphan.File)} {SafeText.Line(orphan.Problem)}"
                );
                context.Out.WriteLine(
                    "         Put its archive entry back from a backup, or give it up with --set-aside and this path."
                );
            }
        }

        private void Write(bool isIndexUsable, bool isInterrupted)
        {
            if (!isIndexUsable)
                context.Out.WriteLine(
                    $"{context.Screen.Paint(Style.Yellow, "index")}    is missing or damaged; 'reprise reindex' makes it again"
                );
            if (isInterrupted)
                context.Out.WriteLine(
                    $"{context.Screen.Paint(Style.Yellow, "capture")}  did not come to its end; the next one puts things in order"
                );
        }

        // No damage: an agent was updated. What such records say may be missing in lists and searches.
        private void Write(UnknownRecords records)
        {
            string version = records.Version is { } known ? $" {SafeText.Line(known)}" : "";
            context.Out.WriteLine(
                $"{context.Screen.Paint(Style.Yellow, "unknown")}  {Count.Of(records.Records, "record")} in {Count.Of(records.Sessions, "session")} of {records.Agent}{version}: kept, and not understood by this version"
            );
        }

        private static string CureOf(DamagedEntry entry) =>
            entry.Cure switch
            {
                EntryCure.Capture => "Its agent still has the session: 'reprise capture' takes it again.",
                EntryCure.Replace =>
                    "Its agent has all that is in it: 'reprise doctor --fix' sets it aside, and the next capture takes the session again.",
                _ => "Put it back from a backup. What is left stays readable; --set-aside gives it up.",
            };
    }
}
