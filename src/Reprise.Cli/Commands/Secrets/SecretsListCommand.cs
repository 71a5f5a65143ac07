using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Secrets;

namespace Reprise.Cli.Commands.Secrets;

/// <summary><c>reprise secrets list</c></summary>
internal static class SecretsListCommand
{
    private const int WideScreen = 120;
    private const int ProjectsWidth = 30;

    public static CliCommand Create()
    {
        var agent = new AgentOption();
        var project = new Option<string>("--project")
        {
            HelpName = "P",
            Description = "Only sessions of this project: a path or a name",
        };
        var since = new Option<string>("--since")
        {
            HelpName = "T",
            Description = "Seen not before: 7d, 24h, 2026-06-01 or a full time",
        };
        var until = new Option<string>("--until") { HelpName = "T", Description = "Seen not after; a date includes that day" };
        var kind = new Option<string>("--kind") { HelpName = "K", Description = "Only this kind, or kinds that start so" };
        var role = new Option<string[]>("--role")
        {
            HelpName = "R",
            Description = $"Only where it stands in {string.Join(", ", SecretWords.Roles.Select(r => r.Typed))} (repeatable)",
        };
        role.AcceptOnlyFromAmong([.. SecretWords.Roles.Select(r => r.Typed)]);
        var all = new Switch("--all") { Description = "Those that were rotated too" };
        var sort = new Option<string>("--sort")
        {
            HelpName = "KEY",
            Description = "By severity (default), last-seen, first-seen, count, sessions or kind",
        };
        sort.AcceptOnlyFromAmong("severity", "last-seen", "first-seen", "count", "sessions", "kind");
        var limit = new NumberOption("--limit", "-n")
        {
            Description = "At most so many; 0 for all (default)",
            Hint = "0 stands for all.",
        };
        var command = new CliCommand("list", "Lists secrets by severity and kind") { NeedsSettings = false };
        command.Details =
            "Counts how often a secret stands in messages, and in files that are kept with a session. Deleted sessions count as any other.";
        command.Examples =
        [
            ("reprise secrets list", "what is open"),
            ("reprise secrets list --since 7d --project .", "what leaked here this week"),
            ("reprise secrets list --role prompt --kind github", "GitHub tokens that somebody typed"),
        ];
        foreach (Option option in new Option[] { agent, project, since, until, kind, role, all, sort, limit })
            command.Add(option);
        command.OnRun(
            (context, parsed, _) =>
            {
                var sessions = new Searching.SessionFilter
                {
                    Agents = [.. agent.Read(parsed).Select(id => id.Value)],
                    Project = FilterOptions.ReadProject(context, parsed.GetValue(project)),
                    Since = FilterOptions.Time(context, parsed, since, isEnd: false),
                    Until = FilterOptions.Time(context, parsed, until, isEnd: true),
                    Deleted = Searching.DeletedSessions.Include,
                    IncludeEmpty = true,
                };
                var filter = new SecretFilter
                {
                    Sessions = sessions,
                    Kind = parsed.GetValue(kind),
                    Roles =
                    [
                        .. (parsed.GetValue(role) ?? []).Select(typed => SecretWords.Roles.First(r => r.Typed == typed).Role),
                    ],
                    IncludeRotated = all.IsSet(parsed),
                    Sort = SortOf(parsed.GetValue(sort)),
                };
                return Run(context, filter, limit.Read(parsed) ?? 0);
            }
        );
        return command;
    }

    private static ExitCode Run(CliContext context, SecretFilter filter, int limit)
    {
        using OpenedHome home = OpenedHome.Open(context);
        SecretListing listing = new SecretList(home.Index, home.Journal).Find(filter);
        SecretSummary[] shown = [.. listing.Secrets.Take(limit == 0 ? int.MaxValue : limit)];
        if (context.IsJson)
            context.WriteJson([.. shown.Select(SecretShape.Of)], SecretJson.Default.SecretShapeArray);
        else
            Write(context, filter, listing, shown);
        return listing.Secrets.Count == 0 ? ExitCode.NothingFound : ExitCode.Done;
    }

    private static void Write(CliContext context, SecretFilter filter, SecretListing listing, SecretSummary[] shown)
    {
        if (listing.Secrets.Count == 0)
        {
            context.Say(
                listing.HiddenRotated == 0
                    ? "No secrets were masked in these sessions."
                    : $"Nothing is open: {Count.Of(listing.HiddenRotated, "secret was", "secrets were")} rotated (--all shows them)."
            );
            return;
        }
        using (context.Page())
        {
            context.Out.WriteLine(context.Screen.Paint(Style.Bold, Headline(context, listing)));
            if (filter.Sort is SecretSort.Severity)
            {
                foreach (IGrouping<SecretSeverity, SecretSummary> group in shown.GroupBy(secret => secret.Severity))
                {
                    context.Out.WriteLine();
                    context.Out.WriteLine(
                        context.Screen.Paint(
                            SecretWords.StyleOf(group.Key),
                            $"{SecretWords.Meaning(group.Key)} ({Count.Of(group.Count())})"
                        )
                    );
                    WriteTable(context, group);
                }
            }
            else
            {
                context.Out.WriteLine();
                WriteTable(context, shown);
            }
            WriteFooter(context, listing, shown);
        }
    }

    private static string Headline(CliContext context, SecretListing listing)
    {
        string text = $"{Count.Of(listing.Secrets.Count, "secret")} in {Count.Of(listing.Sessions, "session")}";
        DateTimeOffset? first = listing.Secrets.Min(secret => secret.FirstSeen);
        DateTimeOffset? last = listing.Secrets.Max(secret => secret.LastSeen);
        return first is { } from && last is { } to
            ? $"{text}, seen {RelativeTime.Full(from, context.Zone)[..10]} to {RelativeTime.Full(to, context.Zone)[..10]}"
            : text;
    }

    private static void WriteTable(CliContext context, IEnumerable<SecretSummary> secrets)
    {
        bool isWide = context.Screen.Width >= WideScreen;
        List<Column> columns =
        [
            Column.Text("KIND"),
            Column.Text("FINGERPRINT"),
            Column.Number("TIMES"),
            Column.Number("SESSIONS"),
        ];
        if (isWide)
            columns.AddRange([Column.Text("FIRST SEEN"), Column.Text("LAST SEEN"), Column.Text("PROJECTS")]);
        else
            columns.Add(Column.Text("LAST SEEN"));
        columns.Add(Column.Flexible("WHERE"));
        var table = new Table([.. columns]);
        foreach (SecretSummary secret in secrets)
        {
            List<Cell> cells =
            [
                secret.Kind,
                new Cell(secret.Fingerprint, Style.Cyan),
                Count.Of(secret.Count),
                Count.Of(secret.Sessions),
            ];
            if (isWide)
                cells.Add(Day(context, secret.FirstSeen));
            cells.Add(Day(context, secret.LastSeen));
            if (isWide)
                cells.Add(
                    TextWidth.Cut(SafeText.Line(string.Join(", ", secret.Projects.Select(SecretWords.NameOf))), ProjectsWidth)
                );
            string mark =
                secret.Rotation is null ? ""
                : secret.IsSeenSinceRotation ? "[seen after rotation] "
                : "[rotated] ";
            cells.Add(new Cell(mark + SecretWords.Named(secret), secret.IsSettled ? Style.Dim : Style.Plain));
            table.Add([.. cells]);
        }
        table.Write(context.Out, context.Screen);
    }

    private static string Day(CliContext context, DateTimeOffset? time) =>
        time is { } at ? RelativeTime.Of(at, context.Now, context.Zone) : "";

    private static void WriteFooter(CliContext context, SecretListing listing, SecretSummary[] shown)
    {
        context.Out.WriteLine();
        if (shown.Length < listing.Secrets.Count)
            context.Out.WriteLine($"{Count.Of(shown.Length)} of {Count.Of(listing.Secrets.Count)} shown (-n 0 shows all).");
        if (listing.HiddenRotated > 0)
            context.Out.WriteLine(
                $"{Count.Of(listing.HiddenRotated, "secret")} more {(listing.HiddenRotated == 1 ? "was" : "were")} rotated (--all shows them)."
            );
        context.Out.WriteLine($"Where: {Places(listing)}.");
        string first = shown[0].Fingerprint;
        foreach (
            string line in new[]
            {
                $"'reprise secrets show {first}' tells where one stands.",
                "Replace a secret at the service that issued it; then mark it:",
                $"'reprise secrets rotated {first}'.",
            }
        )
            context.Out.WriteLine(context.Screen.Paint(Style.Dim, line));
    }

    private static string Places(SecretListing listing) =>
        string.Join(
            ", ",
            SecretWords
                .Roles.Select(role =>
                    (
                        role.Read,
                        Count: listing.Secrets.Sum(secret => secret.Roles.Where(r => r.Role == role.Role).Sum(r => r.Count))
                    )
                )
                .Where(role => role.Count > 0)
                .OrderByDescending(role => role.Count)
                .Select(role => $"{role.Read} {Count.Of(role.Count)}")
        );

    private static SecretSort SortOf(string? key) =>
        key switch
        {
            "last-seen" => SecretSort.LastSeen,
            "first-seen" => SecretSort.FirstSeen,
            "count" => SecretSort.Count,
            "sessions" => SecretSort.Sessions,
            "kind" => SecretSort.Kind,
            _ => SecretSort.Severity,
        };
}
