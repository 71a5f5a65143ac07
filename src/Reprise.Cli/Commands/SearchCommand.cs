using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Searching;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise search</c></summary>
internal static class SearchCommand
{
    private const int UsualMax = 20;

    public static CliCommand Create()
    {
        var query = new Argument<string[]>("QUERY") { Arity = ArgumentArity.OneOrMore, Description = "What to search for" };
        var filters = new FilterOptions(0);
        var regex = new Switch("--regex", "-E") { Description = "The query is a regular expression" };
        var literal = new Switch("--fixed-strings", "-F") { Description = "The query is a text to be found as it stands" };
        var ignore = new Switch("--ignore-case", "-i") { Description = "With -E or -F: make no difference between a and A" };
        var exact = new Switch("--case-sensitive", "-s")
        {
            Description = "With -E or -F: always make it (else only when the query has a capital)",
        };
        var lines = new NumberOption("--context", "-C") { Description = "Show N lines around each match" };
        var role = new Option<string>("--role")
        {
            HelpName = "R",
            Description = "Only messages of user, assistant, tool or system",
        };
        role.AcceptOnlyFromAmong("user", "assistant", "tool", "system");
        var scope = new Option<string>("--in") { HelpName = "PART", Description = "Search text, tools or all (default)" };
        scope.AcceptOnlyFromAmong("text", "tools", "all");
        var max = new NumberOption("--max") { Description = $"At most so many hits; 0 for all (default {UsualMax})" };
        var asLines = new Switch("--jsonl") { Description = "Print one JSON object per hit and line" };
        var command = new CliCommand("search", "Searches what was said and done in all sessions") { NeedsSettings = false };
        command.Details =
            "Words are found in any case, whole, and all of them; word* finds what starts so, \"a phrase\" words in a row; AND, OR, NOT and parentheses combine them. Everything else is taken literally: no query is wrong. Deleted sessions are searched too.";
        command.Examples =
        [
            ("reprise search timeout", "where it was mentioned"),
            ("reprise search '\"connection refused\" NOT test*'", "a phrase, without what starts with test"),
            ("reprise search -F 'cart.add(' --in tools", "a text as it stands, in what tools did"),
            ("reprise search -E 'ERR_\\w+' -C 2 --project .", "a regular expression with two lines around it"),
        ];
        command.Add(query);
        filters.AddTo(command);
        foreach (Option option in new Option[] { regex, literal, ignore, exact, lines, role, scope, max, asLines })
            command.Add(option);
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                if (regex.IsSet(parsed) && literal.IsSet(parsed))
                    throw UsageError.Of("-E and -F exclude each other.");
                if (ignore.IsSet(parsed) && exact.IsSet(parsed))
                    throw UsageError.Of("-i and -s exclude each other.");
                Options.SessionFilter filter = filters.Read(context, parsed);
                int hits = max.Read(parsed) ?? filter.Limit ?? UsualMax;
                var asked = new SearchQuery
                {
                    Text = string.Join(' ', parsed.GetValue(query) ?? []),
                    Mode =
                        regex.IsSet(parsed) ? SearchMode.Regex
                        : literal.IsSet(parsed) ? SearchMode.Literal
                        : SearchMode.Words,
                    Case =
                        ignore.IsSet(parsed) ? LetterCase.Ignore
                        : exact.IsSet(parsed) ? LetterCase.Exact
                        : LetterCase.Smart,
                    ContextLines = lines.Read(parsed),
                    Role = parsed.GetValue(role) is { } speaker ? Enum.Parse<MessageRole>(speaker, ignoreCase: true) : null,
                    Scope = parsed.GetValue(scope) switch
                    {
                        "text" => SearchScope.Text,
                        "tools" => SearchScope.Tools,
                        _ => SearchScope.All,
                    },
                    Max = hits == 0 ? SearchQuery.MaxHits : hits,
                    Sessions = EngineFilter.Of(filter, Searching.DeletedSessions.Include),
                };
                return Run(context, asked, hasTags: filter.Tags.Count > 0, asLines.IsSet(parsed), cancellation);
            }
        );
        return command;
    }

    private static ExitCode Run(CliContext context, SearchQuery query, bool hasTags, bool asLines, CancellationToken cancellation)
    {
        OpenedHome? home = Open(context, asLines);
        using (home)
        {
            SessionSearch? search = home is null ? null : new SessionSearch(context.Home, home.Index, home.Readers);
            // Nobody has given a tag to a session yet.
            IEnumerable<SearchHit> hits =
                search is null || home is null || hasTags ? [] : Shown(home, search.Run(query, cancellation));
            long count =
                asLines ? WriteLines(context, hits)
                : context.IsJson ? WriteJson(context, hits)
                : WriteText(context, home?.Index, hits);
            foreach (SearchProblem problem in search?.Problems ?? [])
                context.ReportSkipped(problem.Session.ToString(), problem.Reason);
            if (count == 0 && !context.IsJson && !asLines)
                context.Say("Nothing found.");
            else if (count == query.Max && !context.IsJson && !asLines)
                context.Say(
                    context.ErrorScreen.Paint(Style.Dim, $"{Count.Of(count, "hit")}; there may be more (--max 0 shows all)")
                );
            return search is { Problems.Count: > 0 } ? ExitCode.Incomplete
                : count == 0 ? ExitCode.NothingFound
                : ExitCode.Done;
        }
    }

    private static IEnumerable<SearchHit> Shown(OpenedHome home, IEnumerable<SearchHit> hits) =>
        hits.Select(hit => hit with { Session = home.Readers.Show(hit.Session) });

    private static OpenedHome? Open(CliContext context, bool asLines)
    {
        try
        {
            return OpenedHome.Open(context);
        }
        catch (RepriseException error) when (error.Kind == Failure.EmptyKind && (context.IsJson || asLines))
        {
            context.Say($"{error.Message} {error.Hint}");
            return null;
        }
    }

    private static long WriteLines(CliContext context, IEnumerable<SearchHit> hits)
    {
        long count = 0;
        foreach (SearchHit hit in hits)
        {
            JsonOutput.Write(context.Out, Shape(hit), SessionJson.Default.HitShape, indented: false);
            count++;
        }
        return count;
    }

    private static long WriteJson(CliContext context, IEnumerable<SearchHit> hits)
    {
        HitShape[] shapes = [.. hits.Select(Shape)];
        context.WriteJson(shapes, SessionJson.Default.HitShapeArray);
        return shapes.Length;
    }

    private static long WriteText(CliContext context, SessionIndex? index, IEnumerable<SearchHit> hits)
    {
        // The session of the best hit comes first, with all of its hits.
        List<SearchHit> all = [.. hits];
        if (index is null || all.Count == 0)
            return 0;
        var ids = new ShortIds(index);
        using IDisposable? page = context.Page();
        var sessions = new Dictionary<long, List<SearchHit>>();
        foreach (SearchHit hit in all)
        {
            if (!sessions.TryGetValue(hit.Session.Id, out List<SearchHit>? own))
                sessions.Add(hit.Session.Id, own = []);
            own.Add(hit);
        }
        bool isFirst = true;
        foreach (List<SearchHit> group in sessions.Values)
        {
            if (!isFirst)
                context.Out.WriteLine();
            isFirst = false;
            WriteSession(context, ids, group[0].Session);
            foreach (SearchHit hit in group)
                WriteHit(context, hit);
        }
        return all.Count;
    }

    private static void WriteSession(CliContext context, ShortIds ids, IndexedSession session)
    {
        string id = context.Screen.Paint(Style.Cyan, SafeText.Line(ids.Of(session.Key.NativeId)));
        string title = context.Screen.Paint(Style.Bold, SafeText.Line(session.Title ?? "(no title)"));
        string mark = session.DeletedAt is null ? "" : context.Screen.Paint(Style.Dim, "  [deleted]");
        context.Out.WriteLine($"{id}  {title}{mark}");
        string place = $"{session.Key.Agent}  {session.Project}";
        context.Out.WriteLine(context.Screen.Paint(Style.Dim, "  " + SafeText.Line(place.TrimEnd())));
    }

    private static void WriteHit(CliContext context, SearchHit hit)
    {
        string time = hit.Timestamp is { } at ? RelativeTime.Full(at, context.Zone) : "";
        string head = $"  {time}  {WordOf(hit.Role)}{(hit.Subagent is null ? "" : " of a subagent")}".TrimEnd();
        context.Out.WriteLine(context.Screen.Paint(Style.Dim, SafeText.Line(head)));
        string text =
            hit.Snippet.Text.Length == 0 ? "(not shown: the archive could not be read)" : Highlight(context.Screen, hit.Snippet);
        foreach (string line in text.Split('\n'))
            context.Out.WriteLine($"    {line}");
    }

    private static string Highlight(Screen screen, Snippet snippet)
    {
        if (!screen.HasColor)
            return SafeText.Block(snippet.Text);
        var text = new System.Text.StringBuilder();
        int at = 0;
        foreach (TextSpan match in snippet.Matches)
        {
            text.Append(SafeText.Block(snippet.Text[at..match.Start]));
            // A colour must not run into the indent of the next line.
            string[] lines = SafeText.Block(snippet.Text.Substring(match.Start, match.Length)).Split('\n');
            text.AppendJoin('\n', lines.Select(line => screen.Paint(Style.Yellow, line)));
            at = match.End;
        }
        return text.Append(SafeText.Block(snippet.Text[at..])).ToString();
    }

    private static HitShape Shape(SearchHit hit) =>
        new()
        {
            Session = HitSessionShape.Of(hit.Session),
            MessageId = hit.MessageId,
            Role = WordOf(hit.Role),
            Timestamp = hit.Timestamp?.UtcDateTime,
            Snippet = hit.Snippet.Text,
            Matches = [.. hit.Snippet.Matches.Select(match => new MatchShape(match.Start, match.Length))],
            Rank = hit.Rank,
        };

    private static string WordOf(MessageRole role) =>
        role switch
        {
            MessageRole.User => "user",
            MessageRole.Assistant => "assistant",
            MessageRole.System => "system",
            _ => "tool",
        };
}
