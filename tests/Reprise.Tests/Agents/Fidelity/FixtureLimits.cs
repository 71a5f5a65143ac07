using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reprise.Tests.Agents.Fidelity;

/// <summary>What a person says of how an agent is read, in <c>limits.json</c> beside its fixture: what no test can find out.</summary>
/// <param name="Evidence">Where the facts come from.</param>
/// <param name="Limits">What is kept but not read, or may be missing.</param>
internal sealed record FixtureLimits(IReadOnlyList<string> Evidence, IReadOnlyList<string> Limits)
{
    /// <summary>The words for where facts come from.</summary>
    public static readonly string[] Words = ["real files", "the program's source", "notes"];

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static FixtureLimits Load(string folder) =>
        JsonSerializer.Deserialize<FixtureLimits>(File.ReadAllText(Path.Combine(folder, "limits.json")), _options)!;
}
