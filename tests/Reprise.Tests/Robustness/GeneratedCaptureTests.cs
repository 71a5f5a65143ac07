using System.Text.Json;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>What a capture puts into the index, against the truth of generated sessions.</summary>
public sealed class GeneratedCaptureTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(5, true)]
    [InlineData(2, false, "--claude-sessions", "0", "--codex", "0", "--gemini", "40")]
    [InlineData(4, true, "--claude-sessions", "0", "--codex", "0", "--gemini", "40")]
    public void The_index_says_what_is_true(int seed, bool isDamaged, params string[] counts)
    {
        using var home = new CaptureHome();
        using var user = new GeneratedUser(seed, isDamaged, home, counts);
        CaptureReport report = home.Capture();
        report.Skipped.ShouldBeEmpty();
        ArchiveCheck.Holds(home.Home);
        ArchiveCheck.EqualsSources(home.Home, isWaitingAllowed: true);
        Robust.ReindexGivesTheSame(home);
        Dictionary<string, IndexedSession> sessions = home.All()
            .ToDictionary(session => session.Key.ToString(), StringComparer.Ordinal);
        List<string> differences = [];
        int compared = 0;
        using SessionIndex index = SessionIndex.OpenRead(home.Home);
        foreach (JsonElement truth in user.Sessions)
        {
            string tool = truth.GetProperty("tool").GetString()!;
            string key = $"{(tool == "claude" ? "claude-code" : tool)}:{truth.GetProperty("id").GetString()}";
            if (sessions.TryGetValue(key, out IndexedSession? session))
                new SessionTruth(truth, session, index, differences).Compare();
            else
                differences.Add($"{key} is missing");
            compared++;
        }
        differences.ShouldBeEmpty();
        sessions.Count.ShouldBe(compared);
    }

    private sealed class SessionTruth(JsonElement truth, IndexedSession session, SessionIndex index, List<string> differences)
    {
        private bool IsGemini => truth.GetProperty("tool").ValueEquals("gemini");

        private bool IsDocument =>
            IsGemini && truth.GetProperty("files")[0].GetString()!.EndsWith(".json", StringComparison.Ordinal);

        public void Compare()
        {
            string? damage = truth.TryGetProperty("damaged", out JsonElement said) ? said.GetString() : null;
            long messages = truth.GetProperty("user_prompts").GetInt64() + truth.GetProperty("assistant_messages").GetInt64();
            if (damage?.Contains("cut short", StringComparison.Ordinal) == true)
            {
                // The line that is cut may have been a message, with tokens and calls. A document that is cut is none.
                if (IsDocument)
                    Same("damaged records", session.Counts[(int)SessionCount.DamagedRecord], 1L);
                else if (session.Messages < messages - 1 || session.Messages > messages)
                    differences.Add($"{session.Key} has {session.Messages} messages, truth {messages} and one line less");
                return;
            }
            Same("messages", session.Messages, messages);
            Same("prompts", session.Turns, truth.GetProperty("user_prompts").GetInt64());
            Same("tool calls", session.ToolCalls, truth.GetProperty("tool_calls").GetInt64());
            Same("subagents", session.Subagents, truth.GetProperty("subagents").GetInt64());
            Same("compactions", session.Counts[(int)SessionCount.Compaction], truth.GetProperty("compactions").GetInt64());
            Same("unknown records", session.Counts[(int)SessionCount.UnknownRecord], 0L);
            // NULs without a line end count when nobody writes any more, which depends on the time of the file.
            if (damage?.Contains("NUL", StringComparison.Ordinal) != true)
                Same("damaged records", session.Counts[(int)SessionCount.DamagedRecord], 0L);
            CompareTitle();
            // A release of Codex names its folder in a text only, which the truth leaves out.
            // Gemini's chats name none, and the file that does is not generated.
            if (!IsGemini && !truth.GetProperty("version").ValueEquals("0.20.0"))
                Same(
                    "folders",
                    string.Join(' ', index.Folders(session.Id)),
                    string.Join(' ', truth.GetProperty("cwds").EnumerateArray().Select(folder => folder.GetString()))
                );
            Same("tokens", Told(), Wanted());
        }

        private void CompareTitle()
        {
            string? native = session.CustomTitle ?? session.NativeTitle ?? session.GeneratedTitle ?? session.SummaryTitle;
            string? title = truth.GetProperty("title").GetString() is { } given ? TitleText.FromGiven(given) : null;
            if (native?.Contains("[masked:", StringComparison.Ordinal) != true)
                Same("title", native, title);
        }

        private string Told()
        {
            using SqliteStatement query = index.Database.Prepare(
                """
                SELECT model, sum(input), sum(output) + sum(reasoning), sum(cache_read), sum(cache_write_5m) + sum(cache_write_1h)
                FROM responses WHERE session = ?1 GROUP BY model HAVING sum(input + output) > 0 ORDER BY model
                """
            );
            query.Integer(1, session.Id);
            List<string> models = [];
            while (query.Step())
                models.Add($"{query.Text(0)} {query.Integer(1)} {query.Integer(2)} {query.Integer(3)} {query.Integer(4)}");
            return string.Join("; ", models);
        }

        private string Wanted() =>
            string.Join(
                "; ",
                truth
                    .GetProperty("tokens")
                    .EnumerateObject()
                    .Where(model => Value(model, "input") + Value(model, "output") > 0)
                    .OrderBy(model => model.Name, StringComparer.Ordinal)
                    .Select(model =>
                    {
                        // What Codex calls input holds what came from the cache.
                        long input =
                            Value(model, "input")
                            - (model.Value.TryGetProperty("reasoning", out _) ? Value(model, "cache_read") : 0);
                        long output = Value(model, "output") + (IsGemini ? Value(model, "reasoning") : 0);
                        return $"{model.Name} {input} {output} {Value(model, "cache_read")} {Value(model, "cache_write")}";
                    })
            );

        private static long Value(JsonProperty model, string name) =>
            model.Value.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;

        private void Same<T>(string what, T told, T wanted)
        {
            if (!EqualityComparer<T>.Default.Equals(told, wanted))
                differences.Add($"{truth.GetProperty("version").GetString()} {session.Key} {what}: {told}, truth {wanted}");
        }
    }
}
