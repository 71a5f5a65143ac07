using System.Buffers;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Reads what is known when a response is complete: outputs of tools, tokens, and errors.</summary>
internal sealed class CopilotVscodeResults(CopilotVscodeState state, CopilotVscodeParts parts, Utf8Scratch scratch)
{
    private const char Output = 'r';
    private const char Error = 'f';
    private const int MaxDepth = 200;

    private readonly ArrayBufferWriter<byte> _joined = new();

    /// <summary>Reads a result.</summary>
    public void Read(CopilotVscodeRequest request, JsonValue result, SessionSink sink)
    {
        if (!result.IsObject)
        {
            TellUsage(request, default, sink);
            return;
        }
        JsonValue outputs = result["metadata"u8]["toolCallResults"u8];
        var rounds = new CopilotVscodeRounds(result);
        int place = 0;
        for (JsonValue call = rounds.Next(); call.IsObject; call = rounds.Next())
            ReadCall(request, place++, call, outputs, sink);
        TellUsage(request, result["metadata"u8], sink);
        TellError(request, result["errorDetails"u8], sink);
    }

    private void ReadCall(CopilotVscodeRequest request, int place, JsonValue call, JsonValue outputs, SessionSink sink)
    {
        ReadOnlySpan<byte> own = call["id"u8].Text(scratch);
        bool isTold = place < request.Calls.Count || IsTold(request, own);
        ReadOnlySpan<byte> id = !isTold || IsTold(request, own) ? own : request.Calls[place];
        if (!isTold)
        {
            ReadOnlySpan<byte> key = parts.Key(request);
            sink.BeginMessage(CopilotVscodeParts.Head(request, key, MessageRole.Assistant, MessageKind.Answer));
            parts.TellCall(request, key, id, call["name"u8].Text(scratch), call["arguments"u8].Text(scratch), sink);
            sink.EndMessage();
        }
        JsonValue output = outputs[own];
        if (!output.IsObject || !state.Told.Add(id, Output, ""u8))
            return;
        sink.BeginMessage(CopilotVscodeParts.Head(request, id, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(id, isError: false);
        foreach (JsonValue content in output["content"u8].Elements)
            TellOutput(content["value"u8], sink);
        sink.EndMessage();
    }

    private static bool IsTold(CopilotVscodeRequest request, ReadOnlySpan<byte> id)
    {
        foreach (byte[] call in request.Calls)
        {
            if (id.SequenceEqual(call))
                return true;
        }
        return false;
    }

    private void TellOutput(JsonValue value, SessionSink sink)
    {
        _joined.Clear();
        if (value.IsString)
            _joined.Write(value.Text(scratch));
        Join(value["node"u8], 0);
        if (_joined.WrittenCount > 0)
            sink.Block(BlockKind.ToolOutput, _joined.WrittenSpan);
    }

    /// <summary>Joins the texts of a tree, as the model was given them.</summary>
    private void Join(JsonValue node, int depth)
    {
        JsonValue text = node["text"u8];
        if (text.IsString)
        {
            if (node["lineBreakBefore"u8].IsTrue && _joined.WrittenCount > 0)
                _joined.Write("\n"u8);
            _joined.Write(text.Text(scratch));
        }
        if (depth == MaxDepth)
            return;
        foreach (JsonValue child in node["children"u8].Elements)
            Join(child, depth + 1);
    }

    private void TellUsage(CopilotVscodeRequest request, JsonValue metadata, SessionSink sink)
    {
        ReadOnlySpan<byte> resolved = metadata["resolvedModel"u8].Text(scratch);
        ReadOnlySpan<byte> model = resolved.IsEmpty ? request.Model : CopilotVscodeNames.Model(resolved);
        long input = metadata["promptTokens"u8].Amount();
        long output = metadata["outputTokens"u8].Amount();
        // A model without tokens is told as well: that is how it becomes known.
        if (model.IsEmpty && input == 0 && output == 0)
            return;
        var usage = new ResponseUsage
        {
            Key = parts.Key(request),
            IsLocalKey = request.Id.Length == 0,
            Model = model,
            Timestamp = CopilotVscodeParts.Time(request.Answered > 0 ? request.Answered : request.Asked),
            Tokens = new TokenUsage(input, output, 0, 0, 0, 0),
        };
        sink.Usage(usage);
    }

    private void TellError(CopilotVscodeRequest request, JsonValue error, SessionSink sink)
    {
        if (!error.IsObject || !state.Told.Add(request.Id, Error, ""u8))
            return;
        // A request that a person stopped has such details as well.
        bool isStopped = error["responseIsIncomplete"u8].IsTrue && error["message"u8].Raw.IsEmpty;
        if (!isStopped)
            sink.Count(SessionCount.ApiError);
        ReadOnlySpan<byte> text = error["message"u8].Text(scratch);
        if (text.IsEmpty)
            return;
        ReadOnlySpan<byte> key = scratch.Join(request.Id, "/error"u8);
        sink.BeginMessage(CopilotVscodeParts.Head(request, key, MessageRole.System, MessageKind.Notice));
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }
}
