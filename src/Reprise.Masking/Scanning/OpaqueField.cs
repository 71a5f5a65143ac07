using Reprise.Masking.Reading;

namespace Reprise.Masking.Scanning;

/// <summary>Knows the members whose values must survive byte for byte: signatures, encrypted reasoning, images.</summary>
internal static class OpaqueField
{
    private const int Sample = 256;
    private const int MinLength = 64;
    private static readonly Alphabet Blob = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_");

    /// <summary>Tells whether the string that holds <paramref name="at"/> is a blob in such a member.</summary>
    /// <remarks>A token at the start of a value is one in any member; so only what stands inside a blob is left alone.</remarks>
    public static bool Holds(ReadOnlySpan<byte> data, JsonTracker tracker, int at, int end)
    {
        int start = tracker.StringStart;
        if (!IsOpaque(tracker.Key) && !IsData(tracker.Key))
            return false;
        if (start == at && !StartsAsBlob(data[at..end]))
            return false;
        // The start of a string of many megabytes is gone; what precedes the position tells as much.
        int from = Math.Max(Math.Max(0, start), at - Sample);
        if (end - start < MinLength)
            return false;
        if (start >= 0 && data[start..].StartsWith("data:"u8))
        {
            // Such an address may hold plain text, too, and text may follow it.
            int head = data[start..Math.Min(end, start + Sample)].IndexOf(";base64,"u8);
            if (head < 0 || at < start + head)
                return false;
            from = Math.Max(from, start + head + ";base64,".Length);
            at = Math.Max(at, from);
        }
        return IsBlob(data, from, Math.Min(end, at + Sample));
    }

    // A placeholder stands for a piece of the blob, whether the sample begins before it or in it.
    private static bool IsBlob(ReadOnlySpan<byte> data, int from, int to)
    {
        int low = Math.Max(0, from - Existing.MaxLength);
        int open = low + data[low..from].LastIndexOf((byte)'[');
        int p = open >= low ? Math.Max(from, open + Existing.LengthOf(data[open..])) : from;
        while (p < to)
        {
            int length = Blob.Contains(data[p]) || data[p] == '\\' ? 1 : Existing.LengthOf(data[p..]);
            if (length < 0)
                return false;
            p += length;
        }
        return true;
    }

    private static bool StartsAsBlob(ReadOnlySpan<byte> value) => value.StartsWith("gAAAAA"u8);

    private static bool IsOpaque(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("signature"u8)
        || key.SequenceEqual("encrypted_content"u8)
        || key.SequenceEqual("thoughtSignature"u8)
        || key.SequenceEqual("thought_signature"u8)
        || key.SequenceEqual("encryptedContent"u8)
        || key.SequenceEqual("reasoningEncryptedContent"u8)
        || key.SequenceEqual("reasoning_encrypted_content"u8);

    private static bool IsData(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("data"u8)
        || key.SequenceEqual("url"u8)
        || key.SequenceEqual("image_url"u8)
        || key.SequenceEqual("base64"u8)
        || key.SequenceEqual("blob"u8);
}
