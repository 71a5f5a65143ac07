using System.Text;
using Reprise.Masking;

namespace Reprise.Tests.Masking;

/// <summary>What a masker made of a text.</summary>
internal sealed class MaskedResult : MaskedOutput
{
    private static readonly Fingerprinter _fingerprinter = new("a key for tests that is long enough"u8);
    private readonly List<byte> _bytes = [];

    /// <summary>The findings in order.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>The raw bytes of each finding.</summary>
    public List<byte[]> Raw { get; } = [];

    /// <summary>The masked bytes.</summary>
    public byte[] Bytes => [.. _bytes];

    /// <summary>The masked text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Masks a text.</summary>
    public static MaskedResult Of(string text, TextShape shape = TextShape.Text, MaskingRules? rules = null) =>
        Of(Encoding.UTF8.GetBytes(text), shape, rules);

    /// <summary>Masks bytes, in pieces of the lengths given over and over.</summary>
    public static MaskedResult Of(byte[] bytes, TextShape shape = TextShape.Text, MaskingRules? rules = null, params int[] pieces)
    {
        var output = new MaskedResult();
        Feed(new StreamMasker(rules ?? MaskingRules.BuiltIn, _fingerprinter, shape), bytes, output, pieces);
        return output;
    }

    /// <summary>Masks bytes of a session of which some secrets are known.</summary>
    public static MaskedResult With(KnownSecrets known, byte[] bytes, TextShape shape, params int[] pieces)
    {
        var output = new MaskedResult();
        Feed(new StreamMasker(MaskingRules.BuiltIn, _fingerprinter, shape) { Known = known }, bytes, output, pieces);
        return output;
    }

    /// <summary>Gives what is masked in bytes to an output.</summary>
    public static void Feed(byte[] bytes, TextShape shape, MaskedOutput output) =>
        Feed(new StreamMasker(MaskingRules.BuiltIn, _fingerprinter, shape), bytes, output);

    private static void Feed(StreamMasker masker, byte[] bytes, MaskedOutput output, params int[] pieces)
    {
        int at = 0;
        for (int i = 0; at < bytes.Length; i++)
        {
            int length = pieces.Length == 0 ? bytes.Length : Math.Min(bytes.Length - at, pieces[i % pieces.Length]);
            masker.Write(bytes.AsSpan(at, length), output);
            at += length;
        }
        masker.Complete(output);
    }

    /// <summary>Masks with no memory of the output: for long inputs.</summary>
    public static (int Findings, long Length) Measure(byte[] piece, int times, TextShape shape)
    {
        var masker = new StreamMasker(MaskingRules.BuiltIn, _fingerprinter, shape);
        var counter = new Counter();
        for (int i = 0; i < times; i++)
            masker.Write(piece, counter);
        masker.Complete(counter);
        return (counter.Findings, counter.Length);
    }

    public override void Clear(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder)
    {
        Findings.Add(finding);
        Raw.Add(raw.ToArray());
        _bytes.AddRange(placeholder);
    }

    private sealed class Counter : MaskedOutput
    {
        public int Findings { get; private set; }

        public long Length { get; private set; }

        public override void Clear(ReadOnlySpan<byte> bytes) => Length += bytes.Length;

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder)
        {
            Findings++;
            Length += raw.Length;
        }
    }
}
