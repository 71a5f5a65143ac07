using Reprise.Capturing;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Indexing;
using Reprise.Sealing;
using Reprise.Searching;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise status</c></summary>
internal static class StatusCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("status", "Shows what is kept, what is at risk and what failed");
        command.Details = "At risk is what an agent has and no capture has taken yet: an agent may delete it at any time.";
        command.OnRun(Run);
        return command;
    }

    private static ExitCode Run(CliContext context, System.CommandLine.ParseResult parsed, CancellationToken cancellation)
    {
        VaultKeys keys = VaultKeys.Look(context.Home);
        StatusShape status = Look(context, keys, cancellation);
        if (context.IsJson)
            context.WriteJson(status, CliJson.Default.StatusShape);
        else
            Write(context, status, keys);
        bool areKeysSound = status.Vault is null || Array.TrueForAll(status.Vault.Problems, problem => !problem.Damage);
        return status.Skipped.Length == 0 && status.Damaged.Length == 0 && areKeysSound ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static StatusShape Look(CliContext context, VaultKeys keys, CancellationToken cancellation)
    {
        CaptureReport preview = new CapturePipeline(
            context.Home,
            CaptureCommand.SettingsOf(context),
            context.Environment.Time
        ).Run(new CaptureRequest { DryRun = true }, CaptureProgress.None, cancellation);
        KeptShape[] kept = context.Home.Exists ? LookKept(context) : [];
        return new StatusShape
        {
            Home = context.Home.Folder,
            Exists = context.Home.Exists,
            Agents = kept,
            Sessions = kept.Sum(agent => agent.Sessions),
            Deleted = kept.Sum(agent => agent.Deleted),
            SourceBytes = kept.Sum(agent => agent.SourceBytes),
            ArchivedBytes = kept.Sum(agent => agent.ArchivedBytes),
            Findings = kept.Sum(agent => agent.Findings),
            AtRisk = new AtRiskShape(preview.Captured, preview.Updated, preview.BytesRead),
            OutdatedRules = preview.Outdated,
            Vault = context.Settings.KeepsOriginals ? KeysShape.Of(keys) : null,
            Damaged = [.. new HomeDoctor(context.Home).Glance().Select(DamagedEntryShape.Of)],
            Interrupted = File.Exists(context.Home.CaptureMark),
            Notices = [.. preview.Notices],
            Skipped = [.. preview.Skipped.Select(problem => new SkippedShape(problem.Path, problem.Reason))],
        };
    }

    private static KeptShape[] LookKept(CliContext context)
    {
        using SessionIndex index = SessionIndex.OpenRead(context.Home);
        SessionListing all = new SessionList(index).Find(
            new SessionFilter { Deleted = DeletedSessions.Include, IncludeEmpty = true }
        );
        return
        [
            .. all
                .Sessions.GroupBy(session => session.Key.Agent.Value, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new KeptShape
                {
                    Agent = group.Key,
                    Sessions = group.Count(),
                    Deleted = group.Count(session => session.DeletedAt is not null),
                    SourceBytes = group.Sum(session => session.SourceBytes),
                    ArchivedBytes = group.Sum(session => session.ArchivedBytes),
                    Findings = group.Sum(session => session.Findings),
                    LastActiveAt = group.Max(session => session.LastActiveAt)?.UtcDateTime,
                }),
        ];
    }

    private static void Write(CliContext context, StatusShape status, VaultKeys keys)
    {
        TextWriter writer = context.Out;
        Screen screen = context.Screen;
        writer.WriteLine(
            $"{screen.Paint(Style.Bold, "Home")}     {SafeText.Line(status.Home)}{(status.Exists ? "" : " (nothing captured yet)")}"
        );
        if (status.Sessions > 0)
        {
            string deleted = status.Deleted == 0 ? "" : $", {Count.Of(status.Deleted)} of them only here";
            writer.WriteLine(
                $"{screen.Paint(Style.Bold, "Kept")}     {Count.Of(status.Sessions, "session")}{deleted}; "
                    + $"{ByteSize.Of(status.SourceBytes)} in {ByteSize.Of(status.ArchivedBytes)}; {Count.Of(status.Findings, "secret")} masked"
            );
        }
        writer.WriteLine($"{screen.Paint(Style.Bold, "At risk")}  {AtRisk(status.AtRisk, screen)}");
        writer.WriteLine(
            $"{screen.Paint(Style.Bold, "Vault")}    {(status.Vault is null ? "off: masking is final" : KeyLines.Of(keys))}"
        );
        if (status.Interrupted)
            writer.WriteLine(
                $"{screen.Paint(Style.Bold, "Failed")}   {screen.Paint(Style.Yellow, "the last capture did not come to its end; the next one puts things in order")}"
            );
        if (status.OutdatedRules > 0)
            writer.WriteLine(
                $"{screen.Paint(Style.Bold, "Rules")}    {screen.Paint(Style.Yellow, $"{Count.Of(status.OutdatedRules, "session was", "sessions were")} masked with older rules; 'reprise capture --remask' masks what they missed")}"
            );
        if (status.Agents.Length > 0)
        {
            writer.WriteLine();
            ToTable(context, status.Agents).Write(writer, screen);
        }
        foreach (DamagedEntryShape entry in status.Damaged)
            context.ReportSkipped(
                entry.Entry,
                $"the archive entry {entry.Problems[0].Problem}; "
                    + (entry.Cure == "capture" ? "'reprise capture' takes the session again" : "'reprise doctor' says what helps")
            );
        if (status.Vault is not null)
            KeyLines.Warn(context, keys, damageOnly: true);
        foreach (string notice in status.Notices)
            context.Warn(notice);
        foreach (SkippedShape skipped in status.Skipped)
            context.ReportSkipped(skipped.Path, skipped.Reason);
        if (status.AtRisk.New + status.AtRisk.Changed > 0)
            context.Say(context.ErrorScreen.Paint(Style.Dim, "Next: 'reprise capture' takes them."));
    }

    private static string AtRisk(AtRiskShape atRisk, Screen screen)
    {
        if (atRisk.New + atRisk.Changed == 0)
            return screen.Paint(Style.Green, "nothing: every session that was found is kept");
        return screen.Paint(Style.Yellow, $"{Sessions(atRisk)} not captured yet, {ByteSize.Of(atRisk.Bytes)}");
    }

    private static string Sessions(AtRiskShape atRisk) =>
        atRisk switch
        {
            { Changed: 0 } => Count.Of(atRisk.New, "new session"),
            { New: 0 } => Count.Of(atRisk.Changed, "changed session"),
            _ => $"{Count.Of(atRisk.New)} new and {Count.Of(atRisk.Changed, "changed session")}",
        };

    private static Table ToTable(CliContext context, KeptShape[] agents)
    {
        var table = new Table(
            Column.Text("agent"),
            Column.Number("sessions"),
            Column.Number("only here"),
            Column.Number("native").Optional,
            Column.Number("archived").Optional,
            Column.Number("secrets"),
            Column.Text("last active")
        );
        foreach (KeptShape agent in agents)
        {
            table.Add(
                agent.Agent,
                Count.Of(agent.Sessions),
                Count.Of(agent.Deleted),
                ByteSize.Of(agent.SourceBytes),
                ByteSize.Of(agent.ArchivedBytes),
                Count.Of(agent.Findings),
                agent.LastActiveAt is { } time ? RelativeTime.Of(new DateTimeOffset(time), context.Now, context.Zone) : ""
            );
        }
        return table;
    }
}
