using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Reporting;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise list</c></summary>
internal static class ListCommand
{
    private const int UsualLimit = 20;
    private const int ProjectWidth = 24;

    public static CliCommand Create()
    {
        var words = new Argument<string[]>("WORDS")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Only sessions with all of these in title, project or a folder",
        };
        var filters = new FilterOptions(0, "last-used", "started", "oldest", "expiration", "messages", "tokens", "cost", "size");
        var lines = new Switch("--jsonl") { Description = "Print one JSON object per line" };
        var command = new CliCommand("list", "Lists sessions, the last used one first") { NeedsSettings = false };
        command.Details =
            $"Shows {UsualLimit} unless --limit says otherwise; --json prints all. Sessions in which nothing was said are left out, and those that their agent has deleted; --all shows both.";
        command.Examples =
        [
            ("reprise list", "what was worked on last"),
            ("reprise list parser --agent codex", "Codex sessions about a parser"),
            ("reprise list --project . --sort cost", "the expensive ones of this folder"),
            ("reprise list --deleted -n 0", "all that only Reprise still has"),
        ];
        command.Add(words);
        filters.AddTo(command);
        command.Add(lines);
        Option limit = command.Options.First(option => option.Name == "--limit");
        command.OnRun(
            (context, parsed, _) =>
            {
                Options.SessionFilter read = filters.Read(context, parsed);
                bool isPage = !context.IsJson && !lines.IsSet(parsed) && parsed.GetResult(limit) is null or { Implicit: true };
                Searching.SessionFilter filter = EngineFilter.Of(read, Searching.DeletedSessions.Hide) with
                {
                    Words = parsed.GetValue(words) ?? [],
                    Sort = SortOf(read.Sort),
                };
                return Run(
                    context,
                    isPage ? filter with { Limit = UsualLimit } : filter,
                    byCost: read.Sort == "cost",
                    hasTags: read.Tags.Count > 0,
                    lines.IsSet(parsed)
                );
            }
        );
        return command;
    }

    private static ExitCode Run(CliContext context, Searching.SessionFilter filter, bool byCost, bool hasTags, bool asLines)
    {
        OpenedHome? home = Open(context);
        using (home)
        {
            // Nobody has given a tag to a session yet.
            bool hasCosts = byCost || asLines || context.IsJson;
            Dictionary<long, UsageTotal> costs =
                home is not null && hasCosts ? new SessionCosts(home.Index, CostModeOption.UsualPricer(context)).All() : [];
            SessionListing listing =
                home is null || hasTags ? new SessionListing([], 0, 0, 0) : Find(home, filter, byCost ? costs : null);
            if (asLines)
            {
                foreach (SessionShape session in Shapes(listing, costs))
                    JsonOutput.Write(context.Out, session, SessionJson.Default.SessionShape, indented: false);
            }
            else if (context.IsJson)
                context.WriteJson([.. Shapes(listing, costs)], SessionJson.Default.SessionShapeArray);
            else if (home is not null)
                WriteTable(context, home.Index, listing, byCost ? costs : null);
            if (home is not null && !context.IsJson && !asLines)
                context.Say(context.ErrorScreen.Paint(Style.Dim, Summary(listing) + Period(context, filter, listing)));
            return listing.Sessions.Count == 0 ? ExitCode.NothingFound : ExitCode.Done;
        }
    }

    private static IEnumerable<SessionShape> Shapes(SessionListing listing, Dictionary<long, UsageTotal> costs) =>
        listing.Sessions.Select(session => SessionShape.Of(session, CostOf(costs, session)));

    private static UsageTotal CostOf(Dictionary<long, UsageTotal> costs, IndexedSession session) =>
        costs.GetValueOrDefault(session.Id) ?? new UsageTotal();

    private static SessionListing Find(OpenedHome home, Searching.SessionFilter filter, Dictionary<long, UsageTotal>? byCost)
    {
        SessionListing listing = new SessionList(home.Index).Find(byCost is null ? filter : filter with { Limit = 0 });
        IEnumerable<IndexedSession> sessions = listing.Sessions;
        if (byCost is not null)
        {
            sessions = sessions.OrderByDescending(session => byCost.GetValueOrDefault(session.Id)?.Cost ?? default);
            sessions = filter.Limit > 0 ? sessions.Take(filter.Limit) : sessions;
        }
        return listing with { Sessions = [.. sessions.Select(home.Readers.Show)] };
    }

    /// <summary>Opens the home; one without any capture is an empty list to a script.</summary>
    private static OpenedHome? Open(CliContext context)
    {
        try
        {
            return OpenedHome.Open(context);
        }
        catch (RepriseException error) when (error.Kind == Failure.EmptyKind && context.IsJson)
        {
            context.Say($"{error.Message} {error.Hint}");
            return null;
        }
    }

    private static void WriteTable(
        CliContext context,
        SessionIndex index,
        SessionListing listing,
        Dictionary<long, UsageTotal>? costs
    )
    {
        if (listing.Sessions.Count == 0)
            return;
        var ids = new ShortIds(index);
        var table = new Table(
            Column.Text("ID"),
            Column.Text("LAST USED"),
            Column.Text("AGENT"),
            Column.Flexible("PROJECT", least: 10),
            Column.Number("MSGS").Optional,
            Column.Number(costs is null ? "SIZE" : "COST").Optional,
            Column.Flexible("TITLE", least: 24)
        );
        foreach (IndexedSession session in listing.Sessions)
        {
            table.Add(
                new Cell(ids.Of(session.Key.NativeId), Style.Cyan),
                session.LastActiveAt is { } last ? RelativeTime.Of(last, context.Now, context.Zone) : "",
                session.Key.Agent.Value,
                TextWidth.Cut(SafeText.Line(NameOf(session.Project)), ProjectWidth),
                Count.Of(session.Messages),
                costs is null ? ByteSize.Of(session.SourceBytes) : CostText(CostOf(costs, session), session),
                TitleOf(session)
            );
        }
        using (context.Page())
            table.Write(context.Out, context.Screen);
    }

    private static string CostText(UsageTotal cost, IndexedSession session) =>
        session.Tokens.Total == 0 ? "" : MoneyText.Of(cost.Cost, cost.Unpriced.Count > 0);

    private static Cell TitleOf(IndexedSession session)
    {
        bool isUnread = session.Messages == 0 && session.UnreadRecords > 0;
        string title = session.Title ?? (isUnread ? "(could not be read)" : "(no title)");
        return session.DeletedAt is null ? title : new Cell($"[deleted] {title}", Style.Dim);
    }

    private static string NameOf(string? project)
    {
        string path = project?.TrimEnd('/', '\\') ?? "";
        return path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static string Summary(SessionListing listing)
    {
        string shown =
            listing.Sessions.Count == listing.Total
                ? Count.Of(listing.Total, "session")
                : $"{Count.Of(listing.Sessions.Count)} of {Count.Of(listing.Total, "session")} (-n 0 shows all)";
        string[] hidden =
        [
            .. new[] { (listing.HiddenDeleted, "deleted"), (listing.HiddenEmpty, "empty") }
                .Where(kind => kind.Item1 > 0)
                .Select(kind => $"{Count.Of(kind.Item1)} {kind.Item2}"),
        ];
        return hidden.Length == 0 ? shown : $"{shown}; hidden: {string.Join(" and ", hidden)} (--all shows them)";
    }

    // Where nothing is found, the reason may be a time that was meant otherwise, such as 3m for three months.
    private static string Period(CliContext context, Searching.SessionFilter filter, SessionListing listing)
    {
        if (listing.Sessions.Count > 0)
            return "";
        string since = filter.Since is { } from ? $" since {RelativeTime.Full(from, context.Zone)}" : "";
        return filter.Until is { } to ? $"{since} until {RelativeTime.Full(to, context.Zone)}" : since;
    }

    private static SessionSort SortOf(string? key) =>
        key switch
        {
            "started" => SessionSort.Started,
            "oldest" => SessionSort.Oldest,
            "expiration" => SessionSort.Expiration,
            "messages" => SessionSort.Messages,
            "tokens" => SessionSort.Tokens,
            "size" => SessionSort.Size,
            _ => SessionSort.LastUsed,
        };
}
