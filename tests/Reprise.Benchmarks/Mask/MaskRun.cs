using Reprise.Masking;
using Reprise.Sealing;

namespace Reprise.Benchmarks.Mask;

/// <summary>Masks texts in memory as a capture does, in reads of the same size.</summary>
internal static class MaskRun
{
    private const int PieceBytes = 256 * 1024;

    /// <summary>Masks a text and counts what is found.</summary>
    public static long Count(ReadOnlySpan<byte> text, TextShape shape = TextShape.JsonLines)
    {
        var output = new CountingOutput();
        Mask(text, shape, output);
        return output.Findings;
    }

    /// <summary>Masks a text into memory and seals what was masked.</summary>
    public static void Seal(byte[] text, VaultSealer sealer)
    {
        using var collector = new MaskedBlock.Collector();
        using var box = new VaultBoxWriter();
        var masker = new StreamMasker(MaskingRules.BuiltIn, MakeFingerprinter(), TextShape.JsonLines);
        for (int at = 0; at < text.Length; at += PieceBytes)
        {
            masker.Write(text.AsSpan(at, Math.Min(PieceBytes, text.Length - at)), collector);
            if (collector.Length >= MaskedSource.BlockBytes)
                Take();
        }
        masker.Complete(collector);
        Take();
        box.Seal(sealer, "bench", 0);

        void Take()
        {
            if (collector.Block.HasFindings)
                box.Add(collector.Block);
            collector.Next();
        }
    }

    /// <summary>Only looks for secrets, as the first of a capture's two readings does.</summary>
    public static void Learn(ReadOnlySpan<byte> text) => Mask(text, TextShape.JsonLines, new SecretCollector(new KnownSecrets()));

    private static void Mask(ReadOnlySpan<byte> text, TextShape shape, MaskedOutput output)
    {
        var masker = new StreamMasker(MaskingRules.BuiltIn, MakeFingerprinter(), shape);
        for (int at = 0; at < text.Length; at += PieceBytes)
            masker.Write(text.Slice(at, Math.Min(PieceBytes, text.Length - at)), output);
        masker.Complete(output);
    }

    private static Fingerprinter MakeFingerprinter() => new("a key for measuring only"u8);

    /// <summary>Takes what is masked and keeps only the number of secrets.</summary>
    private sealed class CountingOutput : MaskedOutput
    {
        public long Findings { get; private set; }

        public override void Clear(ReadOnlySpan<byte> bytes) { }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder) => Findings++;
    }
}
