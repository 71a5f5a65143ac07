namespace Reprise.Masking;

/// <summary>What is masked beside the built-in rules.</summary>
public sealed record MaskingOptions
{
    /// <summary>The rules of the user.</summary>
    public IReadOnlyList<UserRule> Rules { get; init; } = [];

    /// <summary>What about people is masked.</summary>
    public PersonalData PersonalData { get; init; } = PersonalData.None;
}
