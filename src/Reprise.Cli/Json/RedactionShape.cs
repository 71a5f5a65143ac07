using System.Text.Json.Serialization;
using Reprise.Cli.Commands.Redact;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>redact</c> prints.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(RedactionShape))]
[JsonSerializable(typeof(RedactionShape[]))]
[JsonSerializable(typeof(RedactionEventShape[]))]
[JsonSerializable(typeof(PreviewShape))]
internal sealed partial class RedactionJson : JsonSerializerContext;

/// <summary>A redaction.</summary>
internal sealed record RedactionShape
{
    public required string Id { get; init; }

    /// <summary><c>literal</c>, <c>regex</c>, <c>marker</c> or <c>manual</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>global</c>, <c>prompt</c>, <c>field</c>, <c>session</c> or <c>message</c>.</summary>
    public required string Scope { get; init; }
    public required string? Field { get; init; }
    public required string Placeholder { get; init; }
    public required bool Enabled { get; init; }
    public required bool Removed { get; init; }

    /// <summary>Whether the texts can be read; false makes Reprise refuse to show anything.</summary>
    public required bool Readable { get; init; }
    public required long Order { get; init; }
    public required bool CaseSensitive { get; init; }
    public required bool WholeWord { get; init; }
    public required string? Session { get; init; }
    public required string? Message { get; init; }

    /// <summary>The texts; null unless they were asked for.</summary>
    public string[]? Texts { get; init; }
    public required string? Reason { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string ChangedBy { get; init; }
    public required DateTime ChangedAt { get; init; }

    /// <summary>The parts of texts that it hides, and the sessions that they stand in.</summary>
    public required long Parts { get; init; }
    public required long Sessions { get; init; }

    public static RedactionShape Of(Redaction redaction, long parts, long sessions) =>
        new()
        {
            Id = redaction.Id,
            Kind = redaction.Kind.ToString().ToLowerInvariant(),
            Scope = redaction switch
            {
                { Message: not null } => "message",
                { Session: not null } => "session",
                { Field: RedactionField.Prompt } => "prompt",
                { Field: not null } => "field",
                _ => "global",
            },
            Field = redaction.Field is { } field ? RedactionFields.NameOf(field) : null,
            Placeholder = redaction.Placeholder,
            Enabled = redaction.IsEnabled,
            Removed = redaction.IsRemoved,
            Readable = redaction.Texts is not null,
            Order = redaction.Order,
            CaseSensitive = redaction.MatchesCase,
            WholeWord = redaction.IsWholeWord,
            Session = redaction.Session?.ToString(),
            Message = redaction.Message,
            Reason = redaction.Reason,
            CreatedBy = redaction.CreatedBy,
            CreatedAt = redaction.CreatedAt.UtcDateTime,
            ChangedBy = redaction.ChangedBy,
            ChangedAt = redaction.ChangedAt.UtcDateTime,
            Parts = parts,
            Sessions = sessions,
        };
}

/// <summary>One change of a redaction.</summary>
/// <param name="Act"><c>made</c>, <c>enabled</c>, <c>disabled</c>, <c>removed</c>, <c>put back</c>, <c>changed</c> or <c>undone</c>.</param>
internal sealed record RedactionEventShape(
    string Redaction,
    string Event,
    DateTime At,
    string By,
    string Act,
    string? Reason,
    string? Undoes
)
{
    public static RedactionEventShape Of(JournalEvent written) =>
        new(
            written.Entity ?? "",
            written.Id,
            written.At.UtcDateTime,
            written.User,
            RedactWords.ActOf(written),
            written.Fields.TryGetValue("reason", out string? reason) ? new JournalField(reason, written).Text : null,
            written.Undoes
        );
}

/// <summary>What redactions change in a session.</summary>
internal sealed record PreviewShape(string Session, PreviewChangeShape[] Changes);

/// <summary>A text before and after.</summary>
internal sealed record PreviewChangeShape(string Place, string? MessageId, int? Message, string Raw, string Redacted);
