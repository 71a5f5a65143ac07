using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Reading;
using Reprise.Sealing;
using Reprise.Searching;
using Reprise.Tests.Agents;
using Reprise.Tests.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

/// <summary>A scan must find what reading everything finds, whatever it skips on the way.</summary>
public sealed class ScanTests
{
    public static TheoryData<string> AgentNames =>
        [.. AgentCatalog.All.Select(agent => agent.Id.Value).Where(name => !SharedCorpus.Lacks(name))];

    [Theory]
    [MemberData(nameof(AgentNames))]
    public void A_scan_finds_in_real_sessions_what_a_naive_search_finds(string name)
    {
        IAgent agent = AgentCatalog.Find(new Protocol.AgentId(name))!;
        using var home = new IndexedHome();
        int copy = 0;
        List<IndexedSession> sessions = [];
        foreach (string native in Directory.GetDirectories(SharedCorpus.Of(name)))
        {
            foreach (SessionFootprint footprint in SessionReading.Discover(agent, native))
                sessions.Add(home.Add(footprint, copy++));
        }
        using SessionIndex index = home.OpenRead();
        SearchQuery[] queries =
        [
            .. new[]
            {
                "error",
                "the file",
                "README",
                "\"",
                "\\n",
                "src/",
                "function(",
                "Fehler",
                "é",
                "don't",
                "<command",
                "rm -rf",
                "e",
            }.Select(text => new SearchQuery { Text = text, Mode = SearchMode.Literal }),
            .. new[]
            {
                "err(or|no)",
                "[A-Z]{3,}_[A-Z]+",
                "^\\s*#",
                "\\btest\\w*",
                "ki?ll",
                "colou?r",
                "let me \\w+ the",
                "\\d+ ms",
            }.Select(text => new SearchQuery
            {
                Text = text,
                Mode = SearchMode.Regex,
                Case = LetterCase.Ignore,
            }),
            new SearchQuery
            {
                Text = "path",
                Mode = SearchMode.Literal,
                Scope = SearchScope.Tools,
            },
            new SearchQuery
            {
                Text = "I'll",
                Mode = SearchMode.Literal,
                Scope = SearchScope.Text,
            },
        ];
        int found = 0;
        foreach (SearchQuery query in queries)
        {
            HashSet<string> naive = [.. sessions.SelectMany(session => Naive(home, session, query))];
            var search = new SessionSearch(home.Home, index, IndexedHome.Readers);
            SearchQuery all = query with
            {
                Max = SearchQuery.MaxHits,
                Sessions = new SessionFilter { IncludeEmpty = true },
            };
            HashSet<string> scanned =
            [
                .. search.Run(all, CancellationToken.None).Select(hit => $"{hit.Session.Copy}:{hit.MessageId}"),
            ];
            scanned.Except(naive, StringComparer.Ordinal).ShouldBeEmpty(query.Text);
            naive.Except(scanned, StringComparer.Ordinal).ShouldBeEmpty(query.Text);
            found += scanned.Count;
        }
        // Some agents have but one real session, and in it next to nothing.
        if (sessions.Sum(session => session.Messages) > 20)
            found.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("colou?r of", "colo")]
    [InlineData("err(or|no)s", "err")]
    [InlineData("a|b", null)]
    [InlineData("(a|b)", null)]
    [InlineData("x*long", "long")]
    [InlineData("foo\\.bar\\(", "foo.bar(")]
    [InlineData("\\d+\\w\\b", null)]
    [InlineData("[abc]def[^]x]", "def")]
    [InlineData("[a-z-[aeiou]]stop", "stop")]
    [InlineData("ab{2,3}cde", "cde")]
    [InlineData("{o|p}", null)]
    [InlineData("f{x}y", "f{x}y")]
    [InlineData("\\x41bc", null)]
    [InlineData("\\p{Lu}name", "name")]
    [InlineData("(?i)case", null)]
    [InlineData("(?:x|y)tail", "tail")]
    [InlineData("(?<name>x)tail", "tail")]
    [InlineData("trailing\\", null)]
    public void The_text_that_a_pattern_requires_is_told(string pattern, string? required) =>
        RequiredText.Of(pattern).ShouldBe(required);

    [Fact]
    public void Whatever_a_pattern_fits_contains_the_text_that_it_requires()
    {
        Gen<string> piece = Gen.Elements(
            "a",
            "bc",
            "d?",
            "e*",
            "f+",
            "g{0,2}",
            "[hi]",
            "[^]j]",
            "(k|l)",
            "(?:mn)?",
            "\\.",
            "\\d",
            "o|p",
            ".",
            "^",
            "$",
            "{",
            "]",
            "\\]"
        );
        Gen<string> text = Gen.ListOf(
                Gen.Elements("a", "b", "c", "d", "e", "f", "g", "h", "k", "l", "mn", ".", "1", "o", "{", "]")
            )
            .Select(parts => string.Concat(parts));
        Gen<(string, string)> input = from pieces in Gen.ListOf(piece) from t in text select (string.Concat(pieces), t);
        Prop.ForAll(
                input.ToArbitrary(),
                ((string Pattern, string Text) given) =>
                {
                    Match match;
                    try
                    {
                        match = Regex.Match(given.Text, given.Pattern);
                    }
                    catch (ArgumentException)
                    {
                        return true;
                    }
                    return !match.Success
                        || RequiredText.Of(given.Pattern) is not { } required
                        || given.Text.Contains(required, StringComparison.Ordinal);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_needle_is_found_however_its_characters_are_escaped()
    {
        Gen<char> letter = Gen.Elements("abcKkIiSs<>'.-_ é文Ü0".ToCharArray());
        Gen<string> word = Gen.ListOf(letter).Select(letters => new string([.. letters]));
        Gen<(string, string, string, int, bool)> input =
            from before in word
            from needle in word
            from after in word
            from escape in Gen.Choose(0, 3)
            from ignoreCase in Gen.Elements(true, false)
            select (before, needle, after, escape, ignoreCase);
        Prop.ForAll(
                input.ToArbitrary(),
                ((string Before, string Needle, string After, int Escape, bool IgnoreCase) given) =>
                {
                    if (RawNeedle.Create(given.Needle, given.IgnoreCase) is not { } needle)
                        return true;
                    string shown = given.IgnoreCase ? given.Needle.ToUpperInvariant() : given.Needle;
                    string spelled = given.Escape switch
                    {
                        0 => shown,
                        1 => string.Concat(shown.Select(c => $"\\u{(int)c:x4}")),
                        2 => string.Concat(shown.Select(c => char.IsAscii(c) ? $"{c}" : $"\\\\u{(int)c:X4}")),
                        _ => string.Concat(shown.Select((c, i) => i % 2 == 0 ? $"{c}" : $"\\u{(int)c:x4}"))
                            .Replace('k', '\u212a'),
                    };
                    if (given.Escape == 3 && !given.IgnoreCase && shown.Contains('k'))
                        return true;
                    byte[] record = Encoding.UTF8.GetBytes($"{given.Before}\"{spelled}\"{given.After}");
                    return needle.IndexIn(record) >= 0;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_needle_that_lies_across_two_blocks_is_found()
    {
        using var home = new IndexedHome();
        // Blocks end where a read of 256 KB ends after a MB: a run of numbered words lies across every such place.
        string text = string.Join(' ', Enumerable.Range(1000000, 400_000).Select(i => $"w{i}"));
        home.Add("claude-code", "long", [Lines.Prompt("short"), Lines.Prompt(text), Lines.Prompt("w9999999")]);
        using SessionIndex index = home.OpenRead();
        ArchiveEntry entry = new SessionArchive(home.Home).Open(new SessionResolver(index).Get("long").Entry);
        entry.Manifest.Files[0].Current.Slices.Count.ShouldBeGreaterThan(2);
        long end = 0;
        foreach (FileSlice slice in entry.Manifest.Files[0].Current.Slices.SkipLast(1))
        {
            end += slice.Length;
            string across = Encoding.UTF8.GetString(entry.Read(entry.Manifest.Files[0], end - 5, 10));
            var search = new SessionSearch(home.Home, index, IndexedHome.Readers);
            search
                .Run(
                    new SearchQuery
                    {
                        Text = across,
                        Mode = SearchMode.Literal,
                        Case = LetterCase.Exact,
                    },
                    CancellationToken.None
                )
                .Count()
                .ShouldBe(1, across);
        }
    }

    private static IEnumerable<string> Naive(IndexedHome home, IndexedSession session, SearchQuery query)
    {
        ArchiveEntry entry = new SessionArchive(home.Home).Open(session.Entry);
        string pattern = query.Mode == SearchMode.Literal ? Regex.Escape(query.Text) : query.Text;
        RegexOptions options = RegexOptions.Multiline | RegexOptions.CultureInvariant;
        if (query.Case == LetterCase.Ignore || (query.Mode == SearchMode.Literal && !query.Text.Any(char.IsUpper)))
            options |= RegexOptions.IgnoreCase;
        foreach (ArchivedFile file in entry.Manifest.Files)
        {
            if (IndexedHome.OpenReader(session.Key, file) is not { } reader)
                continue;
            var collector = new MessageCollector();
            byte[] content = entry.Read(file, 0, (int)file.Current.Slices.Sum(slice => (long)slice.Length));
            foreach (byte[] record in SessionReading.Records(content, file.Shape))
                reader.Read(new MaskedRecord(record, 0), collector);
            reader.Complete(collector);
            foreach (MessageText message in collector.Messages)
            {
                bool inText =
                    query.Scope != SearchScope.Tools && message.Text.Length > 0 && Regex.IsMatch(message.Text, pattern, options);
                bool inTools =
                    query.Scope != SearchScope.Text && message.Tools.Length > 0 && Regex.IsMatch(message.Tools, pattern, options);
                if (inText || inTools)
                    yield return $"{session.Copy}:{message.Key}";
            }
        }
    }
}
