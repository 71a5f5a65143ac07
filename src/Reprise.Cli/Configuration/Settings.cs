using Reprise.Discovery;
using Reprise.Masking;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Configuration;

/// <summary>The settings as values; what is not set has its default.</summary>
internal sealed record Settings
{
    /// <summary>What a user wants masked beside the built-in rules: patterns, then literals.</summary>
    public IReadOnlyList<UserRule> MaskRules { get; init; } = [];

    /// <summary>What about people is masked.</summary>
    public PersonalChoice PersonalData { get; init; }

    /// <summary>Whether originals are kept in the vault; false makes masking final.</summary>
    public bool KeepsOriginals { get; init; } = true;

    /// <summary>How long a session must rest before it is captured.</summary>
    public TimeSpan MinAge { get; init; } = TimeSpan.Zero;

    /// <summary>What kinds of work there are beside the built-in ones.</summary>
    public IReadOnlyList<SessionTypeRule> SessionTypes { get; init; } = [];

    /// <summary>Folders beyond the agents' own homes.</summary>
    public IReadOnlyList<ExtraRoot> Roots { get; init; } = [];

    /// <summary>The user's own prices; read them with <see cref="ConfigFile.PricesOf"/>, which refuses broken ones.</summary>
    public IReadOnlyList<PriceRow> PriceRows { get; init; } = [];

    /// <summary>What is wrong with the user's own prices; null when nothing is.</summary>
    public string? PriceProblem { get; init; }
}
