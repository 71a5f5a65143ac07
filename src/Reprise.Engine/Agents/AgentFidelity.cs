using System.Text.Json;
using System.Text.Json.Serialization;
using Reprise.Protocol;

namespace Reprise.Agents;

/// <summary>How well the sessions of an agent are read: what was seen of them in tests, on real files and on made-up ones.</summary>
/// <remarks>The figures come from <c>fidelity.json</c>, which the tests write and hold true; nobody edits it.</remarks>
public sealed record AgentFidelity
{
    /// <summary>What a session may tell, in the order that people ask for it.</summary>
    public static IReadOnlyList<string> Abilities { get; } =
    [
        "title",
        "project",
        "branch",
        "version",
        "times",
        "models",
        "tokens",
        "cost",
        "tools",
        "thinking",
        "images",
        "subagents",
        "forks",
        "compactions",
    ];

    /// <summary>One report for each agent of the catalog.</summary>
    public static IReadOnlyList<AgentFidelity> All { get; } = Load();

    /// <summary>The name of the agent that people type.</summary>
    public required string Agent { get; init; }

    /// <summary>Whether its sessions are rows of a database: they are restored into a new one, not where they were.</summary>
    public bool Rows { get; init; }

    /// <summary>The number of real sessions that the tests capture, read and restore.</summary>
    public int Sessions { get; init; }

    /// <summary>The versions of the agent that wrote those sessions, the oldest first; empty where the format does not say.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Those <see cref="Abilities"/> that real sessions have shown.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Those that only made-up sessions have shown.</summary>
    public IReadOnlyList<string> MadeUp { get; init; } = [];

    /// <summary>Where what is known of the format comes from: real files, the program's source, or notes of others.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What is kept but not read, or may be missing: one sentence each.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>Those <see cref="Abilities"/> that neither have shown: most are not in the format.</summary>
    [JsonIgnore]
    public IEnumerable<string> Untold => Abilities.Except(Seen, StringComparer.Ordinal).Except(MadeUp, StringComparer.Ordinal);

    /// <summary>Finds the report of an agent; null when there is none.</summary>
    public static AgentFidelity? Find(AgentId agent) => All.FirstOrDefault(report => report.Agent == agent.Value);

    private static AgentFidelity[] Load()
    {
        using Stream? stream = typeof(AgentFidelity).Assembly.GetManifestResourceStream("fidelity.json");
        return stream is null ? [] : JsonSerializer.Deserialize(stream, FidelityJson.Default.AgentFidelityArray) ?? [];
    }
}

/// <summary>Reads and writes <see cref="AgentFidelity"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(AgentFidelity[]))]
internal sealed partial class FidelityJson : JsonSerializerContext;
