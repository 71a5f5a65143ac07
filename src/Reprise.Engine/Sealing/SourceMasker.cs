using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Sealing;

/// <summary>Opens native files and gives their content masked. Nothing else reads them.</summary>
public sealed class SourceMasker
{
    /// <summary>How many bytes at either end of a captured file are compared to see that it only grew.</summary>
    private const int EdgeBytes = 4096;

    /// <summary>A longer last line without a line end is not parsed to see whether it is complete.</summary>
    private const int MaxTailBytes = 16 * 1024 * 1024;

    /// <summary>Half of the hash tells states apart as surely, and every slice of every manifest carries one.</summary>
    private const int ComparisonBytes = 16;

    private readonly byte[] _comparisonKey;
    private readonly ConcurrentBag<StreamMasker>[] _idle =
    [
        .. Enum.GetValues<TextShape>().Select(_ => new ConcurrentBag<StreamMasker>()),
    ];

    /// <param name="rules">What is masked.</param>
    /// <param name="keys">The keys of the home.</param>
    public SourceMasker(MaskingRules rules, HomeKeys keys)
    {
        Rules = rules;
        Fingerprinter = new Fingerprinter(keys.FingerprintKey);
        _comparisonKey = keys.ComparisonKey;
    }

    /// <summary>What is masked.</summary>
    public MaskingRules Rules { get; }

    internal Fingerprinter Fingerprinter { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public MaskedSource Open(SourceFile file) => Open(file, null);

    /// <summary>Opens a file of a session of which some secrets are known.</summary>
    /// <param name="file">The file.</param>
    /// <param name="known">Secrets to mask wherever they stand; null for none.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public MaskedSource Open(SourceFile file, KnownSecrets? known) => new(this, file, SourceContent.Open(file), known);

    /// <summary>Lends a masker for one text; each has a buffer that is too large to be made anew for every file.</summary>
    internal StreamMasker Borrow(TextShape shape, KnownSecrets? known)
    {
        if (!_idle[(int)shape].TryTake(out StreamMasker? masker))
            masker = new StreamMasker(Rules, Fingerprinter, shape);
        masker.Known = known;
        return masker;
    }

    /// <summary>Takes back a masker whose text is complete.</summary>
    internal void GiveBack(TextShape shape, StreamMasker masker)
    {
        masker.Known = null;
        _idle[(int)shape].Add(masker);
    }

    /// <summary>Masks a short text.</summary>
    public MaskedText Mask(SourceText text) => Mask(text, null);

    /// <summary>Masks a short text of a session of which some secrets are known.</summary>
    public MaskedText Mask(SourceText text, KnownSecrets? known) => MaskedText.Mask(text, this, known);

    /// <summary>Returns the keyed hash that a slice's native bytes are recognised by.</summary>
    internal string Compare(ReadOnlySpan<byte> originalHash) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_comparisonKey, originalHash).AsSpan(0, ComparisonBytes));

    /// <summary>Returns the keyed hash of the first and last bytes of the first <paramref name="length"/> bytes.</summary>
    internal string CompareEdges(SourceContent content, long length)
    {
        byte[] edges = new byte[2 * EdgeBytes];
        int size = (int)Math.Min(EdgeBytes, length);
        int head = content.Read(0, edges.AsSpan(0, size));
        int tail = content.Read(length - size, edges.AsSpan(EdgeBytes, size));
        return Compare(SHA256.HashData(edges.AsSpan(0, EdgeBytes + Math.Min(head, tail))));
    }

    /// <summary>Says whether bytes are one whole JSON value.</summary>
    internal static bool IsWholeJson(SourceContent content, long from)
    {
        long length = content.Length - from;
        if (length is 0 or > MaxTailBytes)
            return false;
        byte[] bytes = new byte[length];
        if (content.Read(from, bytes) != length)
            return false;
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 1024 });
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
