using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Reads sessions, requests and what becomes known of them later; each thing is told once.</summary>
internal sealed class CopilotVscodeChat
{
    private const char Image = 'i';
    private const char Text = 'x';
    private const char Outcome = 'o';
    private const int Cancelled = 2;

    private readonly CopilotVscodeState _state;
    private readonly Utf8Scratch _scratch;
    private readonly CopilotVscodeParts _parts;
    private readonly CopilotVscodeResults _results;

    public CopilotVscodeChat(CopilotVscodeState state, Utf8Scratch scratch)
    {
        _state = state;
        _scratch = scratch;
        _parts = new CopilotVscodeParts(state, scratch);
        _results = new CopilotVscodeResults(state, _parts, scratch);
    }

    /// <summary>Reads a whole session.</summary>
    public void Read(JsonValue session, SessionSink sink)
    {
        ReadFact("creationDate"u8, session["creationDate"u8], sink);
        ReadFact("lastMessageDate"u8, session["lastMessageDate"u8], sink);
        ReadFact("customTitle"u8, session["customTitle"u8], sink);
        ReadFact("repoData"u8, session["repoData"u8], sink);
        ReadRequests(session["requests"u8], sink);
    }

    /// <summary>Reads what is said of the session as a whole.</summary>
    public void ReadFact(ReadOnlySpan<byte> name, JsonValue value, SessionSink sink)
    {
        if (name.SequenceEqual("creationDate"u8) || name.SequenceEqual("lastMessageDate"u8))
        {
            if (RecordTime.Of(value) is { } at)
                sink.Activity(at);
        }
        // The program makes up most of them, and does not say which a person gave.
        else if (name.SequenceEqual("customTitle"u8))
            Tell(SessionFact.GeneratedTitle, value, sink);
        else if (name.SequenceEqual("repoData"u8))
        {
            Tell(SessionFact.Branch, value["localBranch"u8], sink);
            Tell(SessionFact.Remote, value["remoteUrl"u8], sink);
        }
    }

    /// <summary>Reads requests that come behind those there are.</summary>
    public void ReadRequests(JsonValue requests, SessionSink sink)
    {
        foreach (JsonValue request in requests.Elements)
        {
            _scratch.Reset();
            ReadRequest(_state.Add(), request, sink);
        }
    }

    /// <summary>Reads a request with its response, as far as there is one.</summary>
    public void ReadRequest(CopilotVscodeRequest request, JsonValue value, SessionSink sink)
    {
        request.Id = value["requestId"u8].Text(_scratch).ToArray();
        // Without an id its place tells it from others.
        if (request.Id.Length == 0)
            request.Id = Encoding.UTF8.GetBytes($"#{_state.Count}");
        request.Parts = 0;
        request.Calls.Clear();
        ReadField(request, "modelId"u8, value["modelId"u8], sink);
        ReadField(request, "timestamp"u8, value["timestamp"u8], sink);
        TakeAnswered(request, value["result"u8], value["modelState"u8]);
        ReadField(request, "agent"u8, value["agent"u8], sink);
        ReadPrompt(request, value["message"u8].IsString ? value["message"u8] : value["message"u8]["text"u8], sink);
        ReadField(request, "variableData"u8, value["variableData"u8], sink);
        if (value["response"u8].IsArray)
            _parts.Read(request, value["response"u8], new CopilotVscodeRounds(value["result"u8]), sink);
        ReadField(request, "result"u8, value["result"u8], sink);
        ReadField(request, "modelState"u8, value["modelState"u8], sink);
        if (value["isCanceled"u8].IsTrue)
            CountOnce(request, SessionCount.Interrupt, sink);
    }

    /// <summary>Reads what became known of a request.</summary>
    public void ReadField(CopilotVscodeRequest request, ReadOnlySpan<byte> name, JsonValue value, SessionSink sink)
    {
        if (name.SequenceEqual("response"u8))
        {
            request.Parts = 0;
            ReadParts(request, value, sink);
        }
        else if (name.SequenceEqual("result"u8))
        {
            TakeAnswered(request, value, default);
            _results.Read(request, value, sink);
        }
        else if (name.SequenceEqual("message"u8))
            ReadPrompt(request, value["text"u8], sink);
        else if (name.SequenceEqual("modelId"u8) && value.IsString)
            request.Model = CopilotVscodeNames.Model(value.Text(_scratch)).ToArray();
        else if (name.SequenceEqual("timestamp"u8))
            request.Asked = RecordTime.Of(value)?.UtcTicks ?? request.Asked;
        else if (name.SequenceEqual("modelState"u8))
            ReadOutcome(request, value, sink);
        else if (name.SequenceEqual("agent"u8))
            ReadAgent(value, sink);
        else if (name.SequenceEqual("variableData"u8))
            ReadAttached(request, value["variables"u8], sink);
    }

    /// <summary>Reads parts of a response that come behind those there are.</summary>
    public void ReadParts(CopilotVscodeRequest request, JsonValue parts, SessionSink sink)
    {
        if (parts.IsArray)
            _parts.Read(request, parts, default, sink);
    }

    /// <summary>Reads a part of a response that came in the place of another.</summary>
    public void ReadPart(CopilotVscodeRequest request, int place, JsonValue part, SessionSink sink) =>
        _parts.ReadOne(request, place, part, sink);

    /// <summary>Reads what a person typed.</summary>
    public void ReadPrompt(CopilotVscodeRequest request, JsonValue text, SessionSink sink)
    {
        var head = new MessageHead
        {
            Key = request.Id,
            Role = MessageRole.User,
            Kind = MessageKind.Prompt,
            Timestamp = CopilotVscodeParts.Time(request.Asked),
        };
        ReadOnlySpan<byte> typed = text.Text(_scratch);
        if (typed.IsEmpty || !_state.Told.Add(request.Id, Text, typed))
            return;
        sink.BeginMessage(head);
        sink.Block(BlockKind.Text, typed);
        sink.EndMessage();
    }

    private void ReadAttached(CopilotVscodeRequest request, JsonValue variables, SessionSink sink)
    {
        int place = 0;
        foreach (JsonValue variable in variables.Elements)
        {
            bool isImage =
                variable["kind"u8].Is("image"u8)
                || variable["isImage"u8].IsTrue
                || variable["mimeType"u8].Raw.StartsWith("image/"u8);
            if (isImage && _state.Told.Add(request.Id, Image, place++))
                sink.Count(SessionCount.Image);
        }
    }

    private void ReadAgent(JsonValue agent, SessionSink sink)
    {
        ReadOnlySpan<byte> version = agent["extensionVersion"u8].Text(_scratch);
        if (version.IsEmpty || version.SequenceEqual(_state.Version))
            return;
        _state.Version = version.ToArray();
        sink.Fact(SessionFact.AgentVersion, version);
    }

    private void ReadOutcome(CopilotVscodeRequest request, JsonValue outcome, SessionSink sink)
    {
        TakeAnswered(request, default, outcome);
        if (CopilotVscodeParts.Time(request.Answered) is { } at)
            sink.Activity(at);
        if (outcome["value"u8].Long() == Cancelled)
            CountOnce(request, SessionCount.Interrupt, sink);
    }

    private static void TakeAnswered(CopilotVscodeRequest request, JsonValue result, JsonValue outcome)
    {
        if (RecordTime.Of(outcome["completedAt"u8]) is { } completed)
        {
            request.Answered = completed.UtcTicks;
            return;
        }
        long elapsed = result["timings"u8]["totalElapsed"u8].Long();
        bool isPlausible = elapsed > 0 && elapsed < TimeSpan.MillisecondsPerDay;
        if (isPlausible && request.Asked > 0 && request.Answered == 0)
            request.Answered = Math.Min(DateTime.MaxValue.Ticks, request.Asked + elapsed * TimeSpan.TicksPerMillisecond);
    }

    private void CountOnce(CopilotVscodeRequest request, SessionCount what, SessionSink sink)
    {
        if (_state.Told.Add(request.Id, Outcome, (int)what))
            sink.Count(what);
    }

    private void Tell(SessionFact fact, JsonValue value, SessionSink sink)
    {
        if (value.IsString && !value.Raw.IsEmpty)
            sink.Fact(fact, value.Text(_scratch));
    }
}
