namespace Reprise.Masking;

/// <summary>What is masked: the built-in rules and those a user added.</summary>
public sealed class MaskingRules
{
    private MaskingRules() { }

    /// <summary>The rules that are always on.</summary>
    public static MaskingRules BuiltIn { get; } = new();

    /// <summary>Changes whenever a rule does: what was masked under another version may be masked again.</summary>
    public string Version { get; } = "0";
}
