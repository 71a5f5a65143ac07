namespace Reprise.Agents;

/// <summary>What an agent's paths depend on, given by the caller: the engine reads no environment itself.</summary>
/// <param name="UserHome">The user's home folder.</param>
/// <param name="Variable">Returns an environment variable, or null when it is not set.</param>
public sealed record AgentEnvironment(string UserHome, Func<string, string?> Variable);
