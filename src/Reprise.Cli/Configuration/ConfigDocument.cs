using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reprise.Cli.Configuration;

/// <summary>config.json as it is written; members that nobody knows are kept apart so that they can be named.</summary>
internal sealed record ConfigDocument
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }
    public MaskSection? Mask { get; init; }
    public VaultMode? Vault { get; init; }
    public CaptureSection? Capture { get; init; }

    public IReadOnlyList<TypeEntry>? SessionTypes { get; init; }

    /// <summary>Rows of a price list, which are read by what reads those.</summary>
    public JsonElement? Prices { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record MaskSection
{
    public IReadOnlyList<PatternEntry>? Patterns { get; init; }
    public IReadOnlyList<string>? Literals { get; init; }

    /// <summary>See <see cref="PersonalChoices"/>.</summary>
    public IReadOnlyList<string>? PersonalData { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A pattern: the text of the expression alone, or an object that says more.</summary>
[JsonConverter(typeof(PatternEntryConverter))]
internal sealed record PatternEntry(PatternBody Body);

internal sealed record PatternBody
{
    public required string Pattern { get; init; }
    public string? Kind { get; init; }
    public bool IgnoreCase { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record CaptureSection
{
    /// <summary>Minutes.</summary>
    public double? MinAge { get; init; }
    public IReadOnlyList<RootEntry>? Roots { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A kind of work, and how its sessions are known.</summary>
internal sealed record TypeEntry
{
    public required string Type { get; init; }
    public IReadOnlyList<string>? Skills { get; init; }
    public IReadOnlyList<string>? Path { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record RootEntry
{
    public required string Agent { get; init; }
    public required string Path { get; init; }
    public string? Host { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal enum VaultMode
{
    On,
    Off,
}

internal sealed class PatternEntryConverter : JsonConverter<PatternEntry>
{
    public override PatternEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new PatternEntry(new PatternBody { Pattern = reader.GetString() ?? "" });
        try
        {
            return new PatternEntry(
                JsonSerializer.Deserialize(ref reader, ConfigJson.Default.PatternBody) ?? throw new JsonException()
            );
        }
        catch (JsonException error)
        {
            // Thrown anew without a place, so that the outer reader puts in its own: the inner one counts from this value on.
            throw new JsonException(null, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, PatternEntry value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Body, ConfigJson.Default.PatternBody);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ConfigDocument))]
[JsonSerializable(typeof(PatternBody))]
internal sealed partial class ConfigJson : JsonSerializerContext;
