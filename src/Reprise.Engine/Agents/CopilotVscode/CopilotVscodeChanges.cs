using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Reads a log of changes: a whole session first, then what was set, added and deleted in it.</summary>
internal sealed class CopilotVscodeChanges(CopilotVscodeState state, CopilotVscodeChat chat, Utf8Scratch scratch)
{
    private const int Snapshot = 0;
    private const int Set = 1;
    private const int Push = 2;
    private const int Delete = 3;

    /// <summary>Reads a line.</summary>
    public void Read(JsonValue line, SessionSink sink)
    {
        JsonValue value = line["v"u8];
        switch (line["kind"u8].Long())
        {
            case Snapshot when value.IsObject:
                state.Cut(0);
                chat.Read(value, sink);
                break;
            case Set:
                ReadSet(line["k"u8], value, sink);
                break;
            case Push:
                ReadPush(line["k"u8], value, line["i"u8], sink);
                break;
            // What is taken away was said all the same.
            case Delete when line["k"u8].IsArray:
                break;
            default:
                sink.Count(SessionCount.UnknownRecord);
                break;
        }
    }

    private void ReadSet(JsonValue path, JsonValue value, SessionSink sink)
    {
        JsonElements steps = path.Elements;
        if (!steps.MoveNext())
            return;
        JsonValue first = steps.Current;
        if (!first.Is("requests"u8))
        {
            chat.ReadFact(first.Text(scratch), value, sink);
            return;
        }
        if (!steps.MoveNext())
        {
            state.Cut(0);
            chat.ReadRequests(value, sink);
            return;
        }
        long place = steps.Current.Long();
        if (!steps.MoveNext())
        {
            // In the place of a request comes another; those behind it stay, which only their ids say.
            chat.ReadRequest(state.Find(place) ?? state.Add(), value, sink);
            return;
        }
        if (state.Find(place) is not { } request)
            return;
        ReadOnlySpan<byte> field = steps.Current.Text(scratch);
        if (!steps.MoveNext())
            chat.ReadField(request, field, value, sink);
        else if (field.SequenceEqual("response"u8))
            ReadPart(request, steps, value, sink);
        else if (field.SequenceEqual("message"u8) && steps.Current.Is("text"u8))
            chat.ReadPrompt(request, value, sink);
    }

    private void ReadPart(CopilotVscodeRequest request, JsonElements steps, JsonValue value, SessionSink sink)
    {
        long place = steps.Current.Long();
        if (!steps.MoveNext() && place is >= 0 and < int.MaxValue)
            chat.ReadPart(request, (int)place, value, sink);
    }

    private void ReadPush(JsonValue path, JsonValue values, JsonValue from, SessionSink sink)
    {
        JsonElements steps = path.Elements;
        if (!steps.MoveNext() || !steps.Current.Is("requests"u8))
            return;
        bool isCut = from.Kind == System.Text.Json.JsonTokenType.Number;
        if (!steps.MoveNext())
        {
            if (isCut)
                state.Cut(from.Long());
            chat.ReadRequests(values, sink);
            return;
        }
        CopilotVscodeRequest? request = state.Find(steps.Current.Long());
        if (request is null || !steps.MoveNext() || !steps.Current.Is("response"u8) || steps.MoveNext())
            return;
        if (isCut)
            request.Parts = Math.Clamp(from.Long(), 0, request.Parts);
        chat.ReadParts(request, values, sink);
    }
}
