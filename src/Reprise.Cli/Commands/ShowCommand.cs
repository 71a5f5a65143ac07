using System.CommandLine;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Commands.Usage;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Reporting;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise show</c></summary>
internal static class ShowCommand
{
    public static CliCommand Create()
    {
        var id = new Argument<string>("ID") { Description = "The session: the first characters of its id, or agent:id" };
        var messages = new Switch("--messages") { Description = "The whole transcript, outputs of tools shortened" };
        var folders = new Switch("--folders") { Description = "The folders it worked in" };
        var usage = new Switch("--usage") { Description = "Tokens and cost by model and subagents, over time" };
        var findings = new Switch("--findings") { Description = "The secrets that were masked, by kind and fingerprint" };
        var command = new CliCommand("show", "Shows one session") { NeedsSettings = false };
        command.Examples =
        [
            ("reprise show 1f0e2d3c", "what is known of it"),
            ("reprise show 1f0e2d3c --messages", "what was said"),
        ];
        command.Add(id);
        foreach (Switch option in new[] { messages, folders, usage, findings })
            command.Add(option);
        command.OnRun(
            (context, parsed, _) =>
            {
                var parts = new Parts(messages.IsSet(parsed), folders.IsSet(parsed), usage.IsSet(parsed), findings.IsSet(parsed));
                using OpenedHome home = OpenedHome.Open(context);
                IndexedSession session = home.Readers.Show(new SessionResolver(home.Index).Get(parsed.GetValue(id) ?? ""));
                if (context.IsJson)
                    SessionJsonWriter.Write(
                        context,
                        session,
                        CostOf(context, home, session),
                        Details(context, home, session, parts),
                        parts.Messages ? Transcript(context, home, session) : null
                    );
                else
                    Write(context, home, session, parts);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static IEnumerable<TranscriptMessage> Transcript(CliContext context, OpenedHome home, IndexedSession session) =>
        new SessionTranscript(new SessionArchive(context.Home), home.Readers).Read(session.Entry, includeSubagents: true);

    private static IEnumerable<string> Folders(OpenedHome home, IndexedSession session) =>
        home.Index.Folders(session.Id).Select(folder => home.Readers.Show(session.Key, folder, RedactionField.Folder));

    private static SessionDetails Details(CliContext context, OpenedHome home, IndexedSession session, Parts parts)
    {
        SessionUsage? usage = parts.Usage ? UsageOf(context, home, session) : null;
        return new SessionDetails
        {
            Folders = parts.Folders ? [.. Folders(home, session)] : null,
            Usage = usage is null ? null : [.. usage.Parts.Select(UsageShape.Of)],
            UsageDetails = usage is null ? null : UsageDetailsShape.Of(usage),
            FindingList = parts.Findings
                ? [.. home.Index.Findings(session.Id).Select(f => new FindingShape(f.Kind, f.Fingerprint, f.Count))]
                : null,
        };
    }

    private static void Write(CliContext context, OpenedHome home, IndexedSession session, Parts parts)
    {
        using IDisposable? page = parts.Messages ? context.Page() : null;
        WriteFacts(context, home, session);
        if (parts.Folders)
            WriteFolders(context, Folders(home, session));
        if (parts.Usage)
        {
            Heading(context, "Usage");
            SessionUsageText.Write(context, UsageOf(context, home, session));
        }
        if (parts.Findings)
            WriteFindings(context, home.Index.Findings(session.Id));
        if (!parts.Messages)
            return;
        var writer = new TranscriptWriter(context, new MessageNumbers(home.Index, session.Id));
        foreach (TranscriptMessage message in Transcript(context, home, session))
            writer.Write(message);
    }

    private static void WriteFacts(CliContext context, OpenedHome home, IndexedSession session)
    {
        context.Out.WriteLine(context.Screen.Paint(Style.Bold, SafeText.Line(session.Title ?? "(no title)")));
        if (session.DeletedAt is { } deleted)
            context.Out.WriteLine(
                context.Screen.Paint(
                    Style.Yellow,
                    $"Its agent has deleted it; missed since {RelativeTime.Full(deleted, context.Zone)}. 'reprise restore' puts it back."
                )
            );
        Fact(context, "ID", session.Key.ToString());
        Fact(context, "Project", session.Project);
        Fact(context, "Branch", session.Branch);
        Fact(context, "Remote", session.Remote);
        Fact(context, "Models", session.Models.Count == 0 ? null : string.Join(", ", session.Models));
        Fact(context, "Agent version", session.AgentVersion);
        Fact(context, "Started", Time(context, session.StartedAt));
        Fact(context, "Last used", Time(context, session.LastActiveAt));
        Fact(context, "Messages", MessagesOf(session));
        Fact(context, "Tokens", TokensOf(session.Tokens));
        Fact(context, "Cost", CostText(context, home, session));
        Fact(context, "Type", TypeOf(context, home, session));
        Fact(context, "Notable", NotableOf(session));
        Fact(context, "Forked from", session.ForkedFrom);
        Fact(context, "Subagent of", session.ParentId);
        Fact(
            context,
            "Secrets",
            session.Findings == 0 ? "none masked" : $"{Count.Of(session.Findings)} masked (--findings lists them)"
        );
        Fact(
            context,
            "Size",
            $"{ByteSize.Of(session.SourceBytes)}, archived in {ByteSize.Of(session.ArchivedBytes)}{(session.Generations > 1 ? $", {session.Generations} generations" : "")}"
        );
        Fact(context, "Host", session.Host);
        Fact(context, "Source", session.SourcePath is null ? session.Root : Path.Combine(session.Root, session.SourcePath));
        string archive = Path.Combine(context.Home.Archive, session.Entry);
        Fact(context, "Archive", home.Readers.Show(session.Key, archive, RedactionField.Folder));
    }

    private static void Fact(CliContext context, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            context.Out.WriteLine($"  {context.Screen.Paint(Style.Dim, name.PadRight(14))}{SafeText.Line(value)}");
    }

    private static string? Time(CliContext context, DateTimeOffset? time)
    {
        if (time is not { } at)
            return null;
        string full = RelativeTime.Full(at, context.Zone);
        string relative = RelativeTime.Of(at, context.Now, context.Zone);
        return full.StartsWith(relative, StringComparison.Ordinal) ? full : $"{full} ({relative})";
    }

    private static string MessagesOf(IndexedSession session)
    {
        string text =
            $"{Count.Of(session.Messages)} in {Count.Of(session.Turns, "turn")}, {Count.Of(session.ToolCalls, "tool call")}";
        return session.Subagents == 0 ? text : $"{text}, {Count.Of(session.Subagents, "subagent")}";
    }

    private static string? TokensOf(TokenUsage tokens)
    {
        if (tokens.Total == 0)
            return null;
        string reasoning = tokens.Reasoning == 0 ? "" : $", {Count.Of(tokens.Reasoning)} reasoning";
        return $"{Count.Of(tokens.Total)}: {Count.Of(tokens.Input)} in, {Count.Of(tokens.Output)} out{reasoning}, {Count.Of(tokens.CacheRead)} from cache, {Count.Of(tokens.CacheWrite)} to cache";
    }

    private static string? TypeOf(CliContext context, OpenedHome home, IndexedSession session)
    {
        string type = new SessionTypes(home.Index, TypeRules(context)).Of(session.Id, session.Project);
        string skills = string.Join(", ", home.Index.Skills(session.Id));
        return skills.Length == 0 ? type : $"{type} (skills and commands: {skills})";
    }

    // A session can be shown with broken settings, too.
    private static IReadOnlyList<SessionTypeRule> TypeRules(CliContext context)
    {
        try
        {
            return context.Settings.SessionTypes;
        }
        catch (RepriseException)
        {
            return [];
        }
    }

    private static string? CostText(CliContext context, OpenedHome home, IndexedSession session)
    {
        if (session.Tokens.Total == 0)
            return null;
        UsageTotal cost = CostOf(context, home, session);
        return $"{MoneyText.Of(cost.Cost, cost.Unpriced.Count > 0)} (--usage tells more)";
    }

    private static string? NotableOf(IndexedSession session)
    {
        (SessionCount What, string One, string Many)[] names =
        [
            (SessionCount.Compaction, "compaction", "compactions"),
            (SessionCount.Interrupt, "interrupt", "interrupts"),
            (SessionCount.ApiError, "API error", "API errors"),
            (SessionCount.ToolError, "failed tool call", "failed tool calls"),
            (SessionCount.Image, "image", "images"),
            (SessionCount.DamagedRecord, "unreadable record", "unreadable records"),
            (SessionCount.OversizedRecord, "record too long to be read", "records too long to be read"),
            (SessionCount.UnknownRecord, "unknown record", "unknown records"),
        ];
        IEnumerable<string> told = names
            .Where(n => CountOf(session, n.What) > 0)
            .Select(n => Count.Of(CountOf(session, n.What), n.One, n.Many));
        string text = string.Join(", ", told);
        return text.Length == 0 ? null : text;
    }

    private static long CountOf(IndexedSession session, SessionCount what) =>
        (int)what < session.Counts.Length ? session.Counts[(int)what] : 0;

    private static void WriteFolders(CliContext context, IEnumerable<string> folders)
    {
        Heading(context, "Folders");
        foreach (string folder in folders)
            context.Out.WriteLine($"  {SafeText.Line(folder)}");
    }

    private static UsageTotal CostOf(CliContext context, OpenedHome home, IndexedSession session) =>
        new SessionCosts(home.Index, CostModeOption.UsualPricer(context)).Of(session.Id);

    private static SessionUsage UsageOf(CliContext context, OpenedHome home, IndexedSession session) =>
        new SessionUsageReader(home.Index, CostModeOption.UsualPricer(context)).Read(session);

    private static void WriteFindings(CliContext context, IReadOnlyList<(string Kind, string Fingerprint, long Count)> findings)
    {
        Heading(context, "Secrets");
        var table = new Table(Column.Text("KIND"), Column.Text("FINGERPRINT"), Column.Number("TIMES"));
        foreach ((string kind, string fingerprint, long count) in findings)
            table.Add(kind, fingerprint, Count.Of(count));
        table.Write(context.Out, context.Screen);
    }

    private static void Heading(CliContext context, string text)
    {
        context.Out.WriteLine();
        context.Out.WriteLine(context.Screen.Paint(Style.Bold, text));
    }

    private readonly record struct Parts(bool Messages, bool Folders, bool Usage, bool Findings);
}
