namespace Reprise.Reading;

/// <summary>A short unmasked text that was read beside a session's files, such as a title in an agent's database.</summary>
/// <remarks>Its content is for <c>SourceMasker</c> alone; <see cref="ToString"/> does not show it.</remarks>
public sealed class SourceText(string value)
{
    internal string Unmasked { get; } = value;

    public override string ToString() => "(unmasked text)";
}
