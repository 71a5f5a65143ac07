using System.Text.Json.Serialization;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Usage;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>list</c>, <c>show</c> and <c>search</c> print.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(SessionShape))]
[JsonSerializable(typeof(SessionShape[]))]
[JsonSerializable(typeof(SessionDetails))]
[JsonSerializable(typeof(MessageShape))]
[JsonSerializable(typeof(HitShape))]
[JsonSerializable(typeof(HitShape[]))]
internal sealed partial class SessionJson : JsonSerializerContext;

/// <summary>A session. Null means that it is not known, or that there is none.</summary>
internal record SessionShape
{
    public required string Id { get; init; }
    public required string Agent { get; init; }
    public required string NativeId { get; init; }
    public required string? Title { get; init; }
    public string? Alias { get; init; }
    public string[] Tags { get; init; } = [];
    public required string? Project { get; init; }
    public required string? Cwd { get; init; }
    public required string? Branch { get; init; }
    public required string? Remote { get; init; }
    public required string[] Models { get; init; }
    public required DateTime? StartedAt { get; init; }
    public required DateTime? LastActiveAt { get; init; }
    public required long Messages { get; init; }
    public required long Turns { get; init; }
    public required long ToolCalls { get; init; }
    public required long Subagents { get; init; }
    public required TokensShape Tokens { get; init; }
    public CostShape? Cost { get; init; }
    public bool CostIsPartial { get; init; }
    public required long SourceBytes { get; init; }
    public required long ArchivedBytes { get; init; }
    public required int Generations { get; init; }
    public required long Findings { get; init; }
    public required ParentShape? Parent { get; init; }
    public required DateTime? DeletedAt { get; init; }
    public DateTime? PurgeAt { get; init; }
    public required string? SourcePath { get; init; }

    /// <summary>The machine that the session is from; null for this one.</summary>
    public required string? Host { get; init; }

    public static SessionShape Of(IndexedSession session, UsageTotal cost) =>
        new()
        {
            Id = session.Key.ToString(),
            Agent = session.Key.Agent.Value,
            NativeId = session.Key.NativeId,
            Title = session.Title,
            Project = session.Project,
            Cwd = session.Project,
            Branch = session.Branch,
            Remote = session.Remote,
            Models = [.. session.Models],
            StartedAt = session.StartedAt?.UtcDateTime,
            LastActiveAt = session.LastActiveAt?.UtcDateTime,
            Messages = session.Messages,
            Turns = session.Turns,
            ToolCalls = session.ToolCalls,
            Subagents = session.Subagents,
            Tokens = TokensShape.Of(session.Tokens),
            // Where an agent tells no tokens, nobody knows.
            Cost = CostShape.Of(cost.Responses == 0 && session.Tokens.Total == 0 ? null : cost.Cost),
            CostIsPartial = cost.Unpriced.Count > 0,
            SourceBytes = session.SourceBytes,
            ArchivedBytes = session.ArchivedBytes,
            Generations = session.Generations,
            Findings = session.Findings,
            Parent = (session.ParentId ?? session.ForkedFrom) is { } parent
                ? new ParentShape(session.Key.Agent.Value, parent)
                : null,
            DeletedAt = session.DeletedAt?.UtcDateTime,
            SourcePath = session.SourcePath is null ? null : Path.Combine(session.Root, session.SourcePath),
            Host = session.Host,
        };
}

internal sealed record TokensShape(long Input, long Output, long CacheRead, long CacheWrite, long Reasoning, long Total)
{
    public static TokensShape Of(TokenUsage tokens) =>
        new(tokens.Input, tokens.Output, tokens.CacheRead, tokens.CacheWrite, tokens.Reasoning, tokens.Total);
}

/// <summary>The session that another one was forked from or started by.</summary>
internal sealed record ParentShape(string Agent, string NativeId);

/// <summary>What <c>show</c> adds when it is asked to; null where it was not.</summary>
internal sealed record SessionDetails
{
    public string[]? Folders { get; init; }
    public UsageShape[]? Usage { get; init; }
    public UsageDetailsShape? UsageDetails { get; init; }
    public FindingShape[]? FindingList { get; init; }
}

internal sealed record FindingShape(string Kind, string Fingerprint, long Count);

/// <summary>A message of a transcript.</summary>
internal sealed record MessageShape
{
    public required string? Id { get; init; }
    public required string Role { get; init; }
    public required string Kind { get; init; }
    public required DateTime? Timestamp { get; init; }
    public required string? Subagent { get; init; }
    public required string? Model { get; init; }
    public required PartShape[] Parts { get; init; }
}

/// <summary>A part of a message.</summary>
/// <param name="Type"><c>text</c>, <c>thinking</c>, <c>toolCall</c> or <c>toolResult</c>.</param>
/// <param name="OmittedBytes">What is left out of a tool's input or output.</param>
internal sealed record PartShape(string Type, string Text, string? Name, string? CallId, bool? IsError, int OmittedBytes);

/// <summary>A message that a query fits.</summary>
internal sealed record HitShape
{
    public required HitSessionShape Session { get; init; }
    public required string? MessageId { get; init; }
    public required string Role { get; init; }
    public required DateTime? Timestamp { get; init; }
    public required string Snippet { get; init; }

    /// <summary>Where the snippet fits, in UTF-16 characters.</summary>
    public required MatchShape[] Matches { get; init; }
    public required double Rank { get; init; }
}

internal sealed record HitSessionShape(string Id, string Agent, string? Title, string? Project)
{
    public static HitSessionShape Of(IndexedSession session) =>
        new(session.Key.ToString(), session.Key.Agent.Value, session.Title, session.Project);
}

internal sealed record MatchShape(int Start, int Length);
