using Reprise.Protocol;

namespace Reprise.Discovery;

/// <summary>A home of an agent in a place that the agent itself does not use, such as a copy from another machine.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Path">The folder.</param>
/// <param name="Host">What people call the machine whose sessions lie there; null for this one.</param>
public sealed record ExtraRoot(AgentId Agent, string Path, string? Host = null);
