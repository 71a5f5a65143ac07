using System.Text.Json;
using Shouldly;

namespace Reprise.Tests.Agents;

/// <summary>What a fixture says of itself: data, so that a new agent needs no code in the contract tests.</summary>
/// <param name="Lacks">What the format cannot give, in the words of <see cref="Abilities"/>.</param>
/// <param name="Unknown">A record that nobody knows, and where it goes.</param>
/// <param name="CorpusSessions">How many real sessions there are of this agent in the shared corpus.</param>
internal sealed record FixtureFacts(IReadOnlyList<string> Lacks, UnknownRecord Unknown, int CorpusSessions)
{
    /// <summary>What a session shows of itself where its format can; what a fixture does not lack it must show.</summary>
    public static readonly string[] Abilities =
    [
        "project",
        "branch",
        "version",
        "models",
        "tokens",
        "thinking",
        "images",
        "subagents",
        "times",
    ];

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static FixtureFacts Load(string path)
    {
        FixtureFacts facts = JsonSerializer.Deserialize<FixtureFacts>(File.ReadAllText(path), _options)!;
        facts.Lacks.ShouldAllBe(lack => Abilities.Contains(lack, StringComparer.Ordinal), path);
        return facts;
    }

    /// <summary>States that something is shown, or that it is declared that the format cannot; a declaration must be true.</summary>
    public void Shows(string ability, bool isShown)
    {
        Abilities.Contains(ability, StringComparer.Ordinal).ShouldBeTrue(ability);
        isShown.ShouldBe(!Lacks.Contains(ability, StringComparer.Ordinal), ability);
    }
}

/// <param name="File">The file that it is put into.</param>
/// <param name="Before">The text that it is put before; null to put it at the end as a line.</param>
/// <param name="Record">What is put there.</param>
internal sealed record UnknownRecord(string File, string? Before, string Record);
