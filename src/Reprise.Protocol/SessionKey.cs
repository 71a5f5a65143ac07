namespace Reprise.Protocol;

/// <summary>What a session is known by: its agent and the id that agent gave it, unchanged.</summary>
/// <param name="Agent">The agent that wrote the session.</param>
/// <param name="NativeId">The agent's own id; never used as a file name as it stands.</param>
public readonly record struct SessionKey(AgentId Agent, string NativeId)
{
    /// <summary>Returns <c>agent:native-id</c>.</summary>
    public override string ToString() => $"{Agent.Value}:{NativeId}";
}
