using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Sealing;

/// <summary>A short text that has been masked, such as a title from an agent's database.</summary>
public sealed class MaskedText
{
    private MaskedText(string value) => Value = value;

    /// <summary>The masked text.</summary>
    public string Value { get; }

    /// <summary>Masks a text.</summary>
    internal static MaskedText Mask(SourceText text, SourceMasker source, KnownSecrets? known)
    {
        using var collector = new MaskedBlock.Collector();
        StreamMasker masker = source.Borrow(TextShape.Text, known);
        masker.Write(System.Text.Encoding.UTF8.GetBytes(text.Unmasked), collector);
        masker.Complete(collector);
        source.GiveBack(TextShape.Text, masker);
        return new MaskedText(System.Text.Encoding.UTF8.GetString(collector.Block.Bytes));
    }
}
