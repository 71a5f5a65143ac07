using System.Text.Json.Serialization;

namespace Reprise.Cli.Json;

/// <summary>All shapes that commands print: one line each. Names, and what null means, are a promise to scripts.</summary>
/// <remarks>
/// Times are <see cref="DateTime"/> in UTC, which are written as RFC 3339 ending in Z; sizes are bytes, durations milliseconds.
/// </remarks>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(AgentShape[]))]
[JsonSerializable(typeof(CaptureShape))]
[JsonSerializable(typeof(DoctorShape))]
[JsonSerializable(typeof(ErrorShape))]
[JsonSerializable(typeof(MaskShape))]
[JsonSerializable(typeof(ReindexShape))]
[JsonSerializable(typeof(ReportShape))]
[JsonSerializable(typeof(RestoreShape))]
[JsonSerializable(typeof(StatusShape))]
[JsonSerializable(typeof(VerifyShape))]
[JsonSerializable(typeof(VersionShape))]
[JsonSerializable(typeof(ExportedShape))]
[JsonSerializable(typeof(InitShape))]
[JsonSerializable(typeof(ProtectedShape))]
[JsonSerializable(typeof(RecipientsShape))]
[JsonSerializable(typeof(RecoveredShape))]
[JsonSerializable(typeof(RekeyShape))]
[JsonSerializable(typeof(VaultShape))]
internal sealed partial class CliJson : JsonSerializerContext;

/// <summary>An error.</summary>
internal sealed record ErrorShape(ErrorBody Error);

internal sealed record ErrorBody(string Kind, string Message, string? Hint);

/// <summary>What <c>version</c> prints.</summary>
internal sealed record VersionShape(
    string Version,
    string Runtime,
    string System,
    string Sqlite,
    int IndexSchema,
    int ArchiveFormat
);

/// <summary>One home of an agent, in what <c>agents</c> prints.</summary>
internal sealed record AgentShape(string Agent, string Name, bool Found, string Path, int Sessions, AbilitiesShape Can)
{
    /// <summary>Only with <c>--verbose</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FidelityShape? Fidelity { get; init; }
}

/// <summary>How well an agent's sessions are read, see <see cref="Agents.AgentFidelity"/>.</summary>
internal sealed record FidelityShape(
    int Sessions,
    string[] Versions,
    string[] Seen,
    string[] MadeUp,
    string[] Untold,
    string[] Evidence,
    string[] Limits
);

/// <summary>What Reprise can do with an agent's sessions.</summary>
internal sealed record AbilitiesShape(bool Read, bool Write, bool Resume);

/// <summary>What <c>mask --stats</c> prints.</summary>
internal sealed record MaskShape(FindingsShape Findings, string Shape, long Bytes, long ElapsedMs);

/// <summary>What <c>reindex</c> prints.</summary>
internal sealed record ReindexShape(long Sessions, string[] Damaged, long ElapsedMs);
