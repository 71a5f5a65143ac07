using System.Text.Json.Serialization;
using Reprise.Cli.Commands.Secrets;
using Reprise.Secrets;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>secrets</c> prints.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(SecretShape))]
[JsonSerializable(typeof(SecretShape[]))]
[JsonSerializable(typeof(SecretDetailShape))]
[JsonSerializable(typeof(FoundSecretShape))]
internal sealed partial class SecretJson : JsonSerializerContext;

/// <summary>A secret that leaked into sessions. Null means that it is not known, or that there is none.</summary>
internal record SecretShape
{
    public required string Kind { get; init; }
    public required string Fingerprint { get; init; }
    public required string Placeholder { get; init; }
    public required string Severity { get; init; }
    public required string[] OtherKinds { get; init; }
    public required long Count { get; init; }
    public required DateTime? FirstSeen { get; init; }
    public required DateTime? LastSeen { get; init; }
    public required int Sessions { get; init; }
    public required string[] Projects { get; init; }
    public required string[] Agents { get; init; }

    /// <summary>How often it stands in prompt, answer, toolInput, toolOutput, fileRead and other.</summary>
    public required Dictionary<string, long> Roles { get; init; }
    public required RotationShape? Rotated { get; init; }

    public static SecretShape Of(SecretSummary secret) =>
        new()
        {
            Kind = secret.Kind,
            Fingerprint = secret.Fingerprint,
            Placeholder = secret.Placeholder,
            Severity = SecretWords.JsonOf(secret.Severity),
            OtherKinds = [.. secret.OtherKinds],
            Count = secret.Count,
            FirstSeen = secret.FirstSeen?.UtcDateTime,
            LastSeen = secret.LastSeen?.UtcDateTime,
            Sessions = secret.Sessions,
            Projects = [.. secret.Projects],
            Agents = [.. secret.Agents.Select(agent => agent.Value)],
            Roles = secret.Roles.ToDictionary(role => SecretWords.JsonOf(role.Role), role => role.Count, StringComparer.Ordinal),
            Rotated = RotationShape.Of(secret),
        };
}

/// <summary>That a secret was rotated.</summary>
/// <param name="SeenSince">Whether it was seen after that.</param>
internal sealed record RotationShape(DateTime At, string By, string? Reason, bool SeenSince)
{
    public static RotationShape? Of(SecretSummary secret) =>
        secret.Rotation is { } rotation
            ? new RotationShape(rotation.At.UtcDateTime, rotation.By, rotation.Reason, secret.IsSeenSinceRotation)
            : null;
}

/// <summary>A secret with its places.</summary>
internal sealed record SecretDetailShape(SecretShape Secret, SecretPlaceShape[] Places);

/// <summary>A place where a secret stands.</summary>
internal sealed record SecretPlaceShape
{
    public required HitSessionShape Session { get; init; }
    public required string? MessageId { get; init; }
    public required int? Message { get; init; }
    public required string? Subagent { get; init; }
    public required string Role { get; init; }
    public required DateTime? Timestamp { get; init; }
    public required string? Tool { get; init; }
    public required string? ReadFile { get; init; }
    public required string? SessionFile { get; init; }
    public required bool OnlyInOlderState { get; init; }
    public required long Count { get; init; }
    public required string? Snippet { get; init; }

    public static SecretPlaceShape Of(HitSessionShape session, SecretPlace place) =>
        new()
        {
            Session = session,
            MessageId = place.MessageId,
            Message = place.MessageNumber,
            Subagent = place.Subagent,
            Role = SecretWords.JsonOf(place.Role),
            Timestamp = place.Timestamp?.UtcDateTime,
            Tool = place.Tool,
            ReadFile = place.ReadFile,
            SessionFile = place.SessionFile,
            OnlyInOlderState = place.IsOnlyInOlderState,
            Count = place.Count,
            Snippet = place.Snippet?.Text,
        };
}

/// <summary>What <c>secrets find</c> prints: the secrets that the value was masked as, and where it stands in clear.</summary>
internal sealed record FoundSecretShape(SecretDetailShape[] Masked, ClearPlaceShape[] InClear);

/// <summary>A message in which a value stands that no rule masked.</summary>
internal sealed record ClearPlaceShape(HitSessionShape Session, string? MessageId, string Role, DateTime? Timestamp);
