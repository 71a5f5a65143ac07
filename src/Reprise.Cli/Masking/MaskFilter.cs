using System.Security.Cryptography;
using Reprise.Masking;

namespace Reprise.Cli.Masking;

/// <summary>Sends a stream through the masker; memory does not grow with its length.</summary>
internal sealed class MaskFilter(MaskingRules rules, Fingerprinter fingerprinter)
{
    private const int BlockBytes = 64 * 1024;

    /// <summary>Masks all of a stream.</summary>
    /// <param name="source">What is masked.</param>
    /// <param name="output">Receives the masked text.</param>
    /// <param name="shape">How it is to be understood; null to guess.</param>
    /// <param name="progress">Hears how many bytes were read.</param>
    /// <param name="cancellation">Ends it between two blocks.</param>
    /// <returns>The number of bytes read, and how they were understood.</returns>
    public (long Bytes, TextShape Shape) Run(
        Stream source,
        MaskedOutput output,
        TextShape? shape,
        Action<long> progress,
        CancellationToken cancellation
    )
    {
        byte[] block = new byte[BlockBytes];
        // The guess needs a full block even when a pipe gives little at a time.
        int count = source.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        TextShape known = shape ?? ShapeGuess.Of(block.AsSpan(0, count), isAll: count < block.Length);
        var masker = new StreamMasker(rules, fingerprinter, known);
        long bytes = 0;
        while (count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            masker.Write(block.AsSpan(0, count), output);
            bytes += count;
            progress(bytes);
            count = source.Read(block);
        }
        masker.Complete(output);
        CryptographicOperations.ZeroMemory(block);
        return (bytes, known);
    }
}
