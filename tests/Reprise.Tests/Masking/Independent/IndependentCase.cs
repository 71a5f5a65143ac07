using Reprise.Masking;

namespace Reprise.Tests.Masking.Independent;

/// <summary>A made-up piece of a transcript that the rules were not written against.</summary>
/// <param name="Phrase">Names what is said around the secret.</param>
/// <param name="View">Names how the text is shown: plain, with line numbers, as a diff.</param>
/// <param name="Carrier">Names the agent's record that holds the text.</param>
/// <param name="Shape">How the bytes are to be read.</param>
internal sealed record IndependentCase(string Phrase, string View, string Carrier, TextShape Shape)
{
    public byte[] Bytes { get; init; } = [];

    /// <summary>What must be masked.</summary>
    public IReadOnlyList<SecretSpan> Secrets { get; init; } = [];

    /// <summary>What may be masked or not.</summary>
    public IReadOnlyList<(int Start, int End)> Allowed { get; init; } = [];
}
