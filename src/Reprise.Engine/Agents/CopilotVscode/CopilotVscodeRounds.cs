using Reprise.Normalizing;

namespace Reprise.Agents.CopilotVscode;

/// <summary>The calls that the model asked for in all rounds of one response, in their order.</summary>
internal ref struct CopilotVscodeRounds
{
    private readonly JsonValue _all;
    private JsonElements _rounds;
    private JsonElements _calls;

    /// <param name="result">The result of a request; may be missing.</param>
    public CopilotVscodeRounds(JsonValue result)
    {
        _all = result["metadata"u8]["toolCallRounds"u8];
        _rounds = _all.Elements;
    }

    /// <summary>Finds a call by its id; a missing value when there is none.</summary>
    public readonly JsonValue Find(ReadOnlySpan<byte> id)
    {
        foreach (JsonValue round in _all.Elements)
        {
            foreach (JsonValue call in round["toolCalls"u8].Elements)
            {
                if (!id.IsEmpty && call["id"u8].Is(id))
                    return call;
            }
        }
        return default;
    }

    /// <summary>Returns the next call; a missing value when there is none.</summary>
    public JsonValue Next()
    {
        while (!_calls.MoveNext())
        {
            if (!_rounds.MoveNext())
                return default;
            _calls = _rounds.Current["toolCalls"u8].Elements;
        }
        return _calls.Current;
    }
}
