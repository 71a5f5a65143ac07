using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Claude Code: a response is told by several records, and copied by forks, resumed sessions and progress records.</summary>
internal sealed class ClaudeCodeRules : IAgentRules
{
    private const string Synthetic = "<synthetic>";

    public string Agent => "claude-code";

    public void Count(string home, UsageTally tally)
    {
        List<Row> rows = [.. NativeFiles.Below(Path.Combine(home, ".claude", "projects"), "*.jsonl").SelectMany(Read)];
        foreach (IGrouping<string, Row> response in rows.GroupBy(row => row.ResponseKey, StringComparer.Ordinal))
        {
            List<Row> told = [.. response.Where(row => !row.IsNotice)];
            // The last complete record; of partial ones the largest.
            Row? last = told.LastOrDefault(row => row.IsComplete) ?? told.MaxBy(row => row.Tokens.Total);
            Counted? own = last is null ? null : new Counted(last.Model, last.At, last.Tokens);
            if (own is { } counted)
                tally.Reprise(Agent, counted);
            tally.Compare(Agent, own, UsageTool.Ccusage, [.. Ccusage(response)], () => WhyCcusage(response));
            tally.Compare(Agent, own, UsageTool.Tokscale, [.. Tokscale(response)], () => WhyTokscale(response));
        }
    }

    // ccusage: a message id with its request id is one response; of its records the main thread's, then the largest.
    private static IEnumerable<Counted> Ccusage(IEnumerable<Row> response) =>
        response
            .Where(row => row.IsReadByCcusage)
            .GroupBy(row => row.CcusageKey, StringComparer.Ordinal)
            .Select(same => same.OrderBy(row => row.IsSidechain).ThenByDescending(row => row.CcusageTokens.Total).First())
            .Select(row => new Counted(row.CcusageModel, row.At, row.CcusageTokens));

    // tokscale: the first record with a message id and a request id; all that lack one of the two.
    private static IEnumerable<Counted> Tokscale(IEnumerable<Row> response) =>
        response
            .Where(row => !row.IsProgress && row.At is not null && row.Model.Length > 0)
            .GroupBy(row => row.TokscaleKey, StringComparer.Ordinal)
            .Select(same => same.First())
            .Select(row => new Counted(row.Model, row.At, row.TokscaleTokens));

    private static string WhyCcusage(IEnumerable<Row> response)
    {
        Row[] read = [.. response.Where(row => row.IsReadByCcusage)];
        return response.All(row => row.IsNotice) ? "counts a notice that the program itself wrote"
            : read.Length == 0 ? "leaves out records with spaces, without a time, or with nulls"
            : read.Select(row => row.CcusageKey).Distinct(StringComparer.Ordinal).Count() > 1
                ? "counts a response once more for each other or missing request id"
            : read.Any(row => row.IsProgress) && read.Any(row => row.IsSidechain)
                ? "takes the transcript's copy before the subagent's own record"
            : "takes the largest record, not the last complete one";
    }

    private static string WhyTokscale(IEnumerable<Row> response)
    {
        Row[] read = [.. response.Where(row => !row.IsProgress && row.At is not null && row.Model.Length > 0)];
        return response.All(row => row.IsNotice) ? "counts a notice that the program itself wrote"
            : read.Length == 0 ? "does not read what subagents spent from the transcript"
            : read.Select(row => row.TokscaleKey).Distinct(StringComparer.Ordinal).Count() > 1
                ? "counts every record without a request id, and every request id of a message"
            : "keeps the first record of a response that was still being written";
    }

    private static IEnumerable<Row> Read(string path)
    {
        int number = 0;
        foreach ((string line, JsonElement record) in NativeFiles.Lines(path, "\"usage\""))
        {
            number++;
            bool isProgress = record.Text("type") == "progress";
            JsonElement? inner = isProgress ? record.Member("data")?.Member("message") : record;
            if (
                inner is not { } row
                || row.Text("type") != "assistant"
                || row.Member("message") is not { } message
                || message.Member("usage") is not { } usage
            )
                continue;
            yield return new Row(line, row, message, usage, isProgress, $"{path}:{number}");
        }
    }

    /// <summary>One record with usage.</summary>
    private sealed class Row(string line, JsonElement row, JsonElement message, JsonElement usage, bool isProgress, string place)
    {
        private readonly string _id = message.Text("id");
        private readonly string _request = row.Text("requestId");

        public string Model { get; } = message.Text("model");

        public DateTimeOffset? At { get; } = row.Time("timestamp");

        public bool IsProgress => isProgress;

        public bool IsSidechain { get; } = row.IsTrue("isSidechain");

        public bool IsComplete { get; } = message.Text("stop_reason").Length > 0;

        /// <summary>Whether no model answered.</summary>
        public bool IsNotice { get; } = row.IsTrue("isApiErrorMessage") || message.Text("model") == Synthetic;

        /// <summary>Anthropic's message ids name a response alone; those of others only with the request.</summary>
        public string ResponseKey =>
            _id.Length == 0 ? place
            : _id.StartsWith("msg_", StringComparison.Ordinal) || _request.Length == 0 ? _id
            : $"{_id}/{_request}";

        public bool IsReadByCcusage { get; } =
            line.Contains("\"usage\":{", StringComparison.Ordinal)
            && row.Time("timestamp") is not null
            && !row.IsNull("requestId");

        public string CcusageKey =>
            _id.Length == 0 ? place
            : _request.Length > 0 ? $"{_id}/{_request}"
            : IsSidechain ? _id
            : $"{_id}@{At:O}";

        public string TokscaleKey => _id.Length == 0 || _request.Length == 0 ? place : $"{_id}/{_request}";

        public string CcusageModel =>
            Model == Synthetic ? ""
            : usage.Text("speed") == "fast" ? Model + "-fast"
            : Model;

        public Spent Tokens => Of(Math.Max(Written, Split ?? 0));

        public Spent CcusageTokens => Of(Split ?? Written);

        public Spent TokscaleTokens => Of(Written);

        private long Written { get; } = usage.Number("cache_creation_input_tokens");

        private long? Split { get; } =
            usage.Member("cache_creation") is { } split
                ? split.Number("ephemeral_5m_input_tokens") + split.Number("ephemeral_1h_input_tokens")
                : null;

        private Spent Of(long written) =>
            new(usage.Number("input_tokens"), usage.Number("output_tokens"), usage.Number("cache_read_input_tokens"), written);
    }
}
