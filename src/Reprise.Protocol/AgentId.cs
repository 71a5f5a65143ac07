namespace Reprise.Protocol;

/// <summary>The lower-case name of an agent as people type it, such as <c>claude-code</c> or <c>codex</c>.</summary>
public readonly record struct AgentId(string Value)
{
    public override string ToString() => Value;
}
