namespace Reprise.Cli.Configuration;

/// <summary>The settings as values; what is not set has its default.</summary>
internal sealed record Settings
{
    /// <summary>Regular expressions that a user wants masked.</summary>
    public IReadOnlyList<MaskPattern> MaskPatterns { get; init; } = [];

    /// <summary>Texts that a user wants masked wherever they stand.</summary>
    public IReadOnlyList<string> MaskLiterals { get; init; } = [];

    /// <summary>Whether originals are kept in the vault; false makes masking final.</summary>
    public bool KeepsOriginals { get; init; } = true;

    /// <summary>How long a session must rest before it is captured.</summary>
    public TimeSpan MinAge { get; init; } = TimeSpan.Zero;

    /// <summary>Folders beyond the agents' own homes.</summary>
    public IReadOnlyList<CaptureRoot> Roots { get; init; } = [];
}

/// <summary>A regular expression that a user wants masked.</summary>
/// <param name="Kind">What its findings are called; null for the usual name.</param>
internal sealed record MaskPattern(string Pattern, string? Kind, bool IgnoreCase);

/// <summary>A folder laid out as an agent's home, perhaps copied from another machine.</summary>
/// <param name="Host">The machine it comes from; null for this one.</param>
internal sealed record CaptureRoot(string Agent, string Path, string? Host);
