using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Codex: events with running totals and with the last request, which are repeated, copied by forks, and at times lost.</summary>
internal sealed class CodexRules : IAgentRules
{
    public string Agent => "codex";

    public void Count(string home, UsageTally tally)
    {
        string root = Path.Combine(home, ".codex");
        IEnumerable<string> files = NativeFiles
            .Below(Path.Combine(root, "sessions"), "*.jsonl")
            .Concat(NativeFiles.Below(Path.Combine(root, "archived_sessions"), "*.jsonl"));
        var known = new HashSet<string>(StringComparer.Ordinal);
        var knownByCcusage = new HashSet<(DateTimeOffset?, string, Usage)>();
        foreach (Event told in files.SelectMany(Read))
        {
            bool isNew = told.Growth.Total > 0 && known.Add(told.Key);
            Counted? own = isNew ? new Counted(told.Model, told.At, told.Growth.Tokens) : null;
            if (own is { } counted)
                tally.Reprise(Agent, counted);
            string why =
                told.IsRepeated ? "counts an event again that repeats the totals"
                : isNew ? "takes the last request where the totals grew by something else"
                : "counts what a fork or an archived copy repeats";
            Usage last = told.Last ?? told.Growth;
            bool isForCcusage = !told.IsRepeated && last.Tokens.Total > 0 && knownByCcusage.Add((told.At, told.Model, last));
            tally.Compare(
                Agent,
                own,
                UsageTool.Ccusage,
                isForCcusage ? [new Counted(told.Model.Length > 0 ? told.Model : "gpt-5", told.At, last.Tokens)] : [],
                () => isForCcusage ? why : "takes two requests with equal tokens at one instant for one"
            );
            tally.Compare(
                Agent,
                own,
                UsageTool.Tokscale,
                told.Last is { } request && request.Tokens.Total > 0
                    ? [new Counted(told.Model.Length > 0 ? told.Model : "unknown", told.At, request.Tokens)]
                    : [],
                () => told.Last is null ? "leaves out events without the last request" : why
            );
        }
    }

    private static IEnumerable<Event> Read(string path)
    {
        string thread = path;
        string model = "";
        int resets = 0;
        Usage? before = null;
        foreach ((_, JsonElement record) in NativeFiles.Lines(path, "\"token_count\"", "\"session_meta\"", "\"turn_context\""))
        {
            JsonElement payload = record.Member("payload") ?? default;
            if (record.Text("type") == "session_meta")
                thread = payload.Text("id");
            else if (record.Text("type") == "turn_context" && payload.Text("model").Length > 0)
                model = payload.Text("model");
            if (payload.Text("type") != "token_count" || payload.Member("info") is not { } info)
                continue;
            Usage? last = Usage.Of(info.Member("last_token_usage"));
            if (Usage.Of(info.Member("total_token_usage")) is not { } total)
                continue;
            bool beginsAnew = before is { } earlier && (total.IsBelow(earlier) || (total == last && total != earlier));
            if (beginsAnew)
                resets++;
            Usage growth = before is { } sum && !beginsAnew ? total - sum : last ?? total;
            yield return new Event(
                $"{thread}#{resets}:{total}",
                model,
                record.Time("timestamp"),
                growth,
                last,
                IsRepeated: total == before
            );
            before = total;
        }
    }

    private sealed record Event(string Key, string Model, DateTimeOffset? At, Usage Growth, Usage? Last, bool IsRepeated);

    /// <summary>Tokens as Codex writes them: input with the cache, output with reasoning.</summary>
    private readonly record struct Usage(long Input, long Cached, long Output, long Reasoning, long Total)
    {
        public Spent Tokens => new(Math.Max(0, Input - Cached), Output, Cached, 0);

        public static Usage operator -(Usage a, Usage b) =>
            new(a.Input - b.Input, a.Cached - b.Cached, a.Output - b.Output, a.Reasoning - b.Reasoning, a.Total - b.Total);

        public static Usage? Of(JsonElement? usage) =>
            usage is { } told
                ? new(
                    told.Number("input_tokens"),
                    told.Number("cached_input_tokens"),
                    told.Number("output_tokens"),
                    told.Number("reasoning_output_tokens"),
                    told.Number("total_tokens")
                )
                : null;

        public bool IsBelow(Usage other) =>
            Input < other.Input || Cached < other.Cached || Output < other.Output || Reasoning < other.Reasoning;
    }
}
