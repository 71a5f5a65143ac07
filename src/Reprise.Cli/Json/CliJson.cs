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
[JsonSerializable(typeof(ErrorShape))]
[JsonSerializable(typeof(VersionShape))]
internal sealed partial class CliJson : JsonSerializerContext;

/// <summary>An error.</summary>
internal sealed record ErrorShape(ErrorBody Error);

internal sealed record ErrorBody(string Kind, string Message, string? Hint);

/// <summary>What <c>version</c> prints.</summary>
internal sealed record VersionShape(string Version, string Runtime, string System, string Sqlite, int IndexSchema, int ArchiveFormat);
