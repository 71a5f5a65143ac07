using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Cline;

/// <summary>Reads what the person saw: tokens, thinking, errors and times. What was said is read where the model was told it.</summary>
internal sealed class ClineScreenReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly JsonTape _inner = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly RecordNumbers _numbers = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        if (!_tape.TryParse(record.Utf8, out JsonValue screen))
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        foreach (JsonValue shown in screen.Elements)
        {
            _scratch.Reset();
            ReadOne(shown, sink);
        }
    }

    private void ReadOne(JsonValue shown, SessionSink sink)
    {
        if (RecordTime.Of(shown["ts"u8]) is { } at)
            sink.Activity(at);
        bool isAsk = shown["type"u8].Is("ask"u8);
        ReadOnlySpan<byte> what = (isAsk ? shown["ask"u8] : shown["say"u8]).Text(_scratch);
        if (isAsk ? !ClineWords.IsAsk(what) : !shown["type"u8].Is("say"u8) || !ClineWords.IsSay(what))
            sink.Count(SessionCount.UnknownRecord);
        else if (isAsk && what.SequenceEqual("api_req_failed"u8))
            sink.Count(SessionCount.ApiError);
        else if (isAsk)
            return;
        else if (what.SequenceEqual("api_req_started"u8))
            ReadRequest(shown, sink);
        else if (what.SequenceEqual("reasoning"u8))
            ReadThinking(shown, sink);
        else if (what.SequenceEqual("deleted_api_reqs"u8) || what.SequenceEqual("subagent_usage"u8))
            ReadSums(shown, what.SequenceEqual("subagent_usage"u8), sink);
        else if (shown["contextCondense"u8].IsObject || shown["contextTruncation"u8].IsObject)
            ReadCondensed(shown, sink);
        else if (what.SequenceEqual("compaction"u8) && Inner(shown, out JsonValue done) && done["status"u8].Is("completed"u8))
            sink.Count(SessionCount.Compaction);
    }

    private void ReadRequest(JsonValue shown, SessionSink sink)
    {
        if (!Inner(shown, out JsonValue request))
            return;
        if (request["cancelReason"u8].Is("user_cancelled"u8))
            sink.Count(SessionCount.Interrupt);
        else if (request["cancelReason"u8].IsString)
            sink.Count(SessionCount.ApiError);
        ReadOnlySpan<byte> model = shown["modelInfo"u8]["modelId"u8].Text(_scratch);
        if (model.IsEmpty)
            model = ModelIn(request["request"u8]);
        // The release that first named the protocol is the one that first counted the cache as input.
        Tell(shown, Tokens(request, mayIncludeCache: request["apiProtocol"u8].IsString), request["cost"u8], model, sink);
    }

    // Requests show what was sent, and of that the surroundings come last.
    private ReadOnlySpan<byte> ModelIn(JsonValue request)
    {
        const int MaxModelBytes = 200;
        ReadOnlySpan<byte> sent = request.Raw;
        int start = sent.LastIndexOf("<model>"u8);
        if (start < 0 || sent.LastIndexOf("<environment_details>"u8) is var around && (around < 0 || around > start))
            return default;
        ReadOnlySpan<byte> rest = sent[(start + "<model>".Length)..];
        int end = rest.IndexOf("</model>"u8);
        return end is < 0 or > MaxModelBytes ? default : JsonText.Decode(rest[..end], isEscaped: true, _scratch);
    }

    private void ReadSums(JsonValue shown, bool isOfSubagents, SessionSink sink)
    {
        if (!Inner(shown, out JsonValue sums))
            return;
        if (isOfSubagents)
            sink.Fact(SessionFact.Subagent, "subagents"u8);
        ReadOnlySpan<byte> subagent = isOfSubagents ? "subagents"u8 : default;
        Tell(shown, Tokens(sums, mayIncludeCache: false), sums["cost"u8], model: default, sink, subagent);
    }

    // Summing up is a request of which only the cost is told.
    private void ReadCondensed(JsonValue shown, SessionSink sink)
    {
        sink.Count(SessionCount.Compaction);
        Tell(shown, default, shown["contextCondense"u8]["cost"u8], model: default, sink, isSideCall: true);
    }

    private static TokenUsage Tokens(JsonValue told, bool mayIncludeCache) =>
        ClineTokens.Of(told["tokensIn"u8], told["tokensOut"u8], told["cacheReads"u8], told["cacheWrites"u8], mayIncludeCache);

    private void Tell(
        JsonValue shown,
        TokenUsage tokens,
        JsonValue cost,
        ReadOnlySpan<byte> model,
        SessionSink sink,
        ReadOnlySpan<byte> subagent = default,
        bool isSideCall = false
    )
    {
        long? usd = cost.NanoUsd();
        if (tokens == default && usd is null or 0 && model.IsEmpty)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = _numbers.KeyOf(shown["ts"u8].Raw),
                IsLocalKey = true,
                Model = model,
                Provider = shown["modelInfo"u8]["providerId"u8].Text(_scratch),
                Subagent = subagent,
                IsSideCall = isSideCall,
                IsPartial = shown["partial"u8].IsTrue,
                Timestamp = RecordTime.Of(shown["ts"u8]),
                Tokens = tokens,
                OwnCost = usd,
            }
        );
    }

    private void ReadThinking(JsonValue shown, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        JsonValue text = shown["reasoning"u8].IsString ? shown["reasoning"u8] : shown["text"u8];
        if (!text.IsString || text.Raw.IsEmpty)
            return;
        sink.BeginMessage(
            new MessageHead
            {
                Key = _scratch.Join("reasoning "u8, shown["ts"u8].Raw),
                Role = MessageRole.Assistant,
                Kind = MessageKind.Meta,
                Timestamp = RecordTime.Of(shown["ts"u8]),
            }
        );
        sink.Block(BlockKind.Thinking, text.Text(_scratch));
        sink.EndMessage();
    }

    private bool Inner(JsonValue shown, out JsonValue value) => _inner.TryParse(shown["text"u8].Text(_scratch), out value);
}
