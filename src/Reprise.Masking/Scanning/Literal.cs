namespace Reprise.Masking.Scanning;

/// <summary>A string that the anchor pass looks for.</summary>
internal sealed class Literal
{
    private const int Fold = 0x20;

    // One bit for each byte that may follow.
    private readonly ulong[] _followers = new ulong[4];

    /// <param name="text">ASCII, at least three characters.</param>
    /// <param name="anyCase">Whether upper and lower case are the same.</param>
    /// <param name="followers">For a text of three characters: what may follow; null for anything.</param>
    public Literal(string text, bool anyCase = false, string? followers = null)
        : this(System.Text.Encoding.UTF8.GetBytes(text), anyCase, followers) { }

    public Literal(byte[] bytes, bool anyCase, string? followers)
    {
        if (bytes.Length < 3)
            throw new ArgumentException("An anchor has at least three bytes.", nameof(bytes));
        Bytes = bytes;
        AnyCase = anyCase;
        Followers = followers;
        FollowerBytes = bytes.Length > 3 ? [] : ReadFollowers(followers, anyCase);
        foreach (byte b in FollowerBytes)
            _followers[b >> 6] |= 1UL << b;
        for (int i = 0; i < _followers.Length && bytes.Length > 3; i++)
            _followers[i] = ulong.MaxValue;
    }

    /// <summary>The text as UTF-8; in lower case when case does not matter.</summary>
    public byte[] Bytes { get; }

    public bool AnyCase { get; }

    /// <summary>What may follow a text of three characters, or null for anything.</summary>
    public string? Followers { get; }

    /// <summary>What is the same for literals that are found at the same places.</summary>
    public string Identity => Convert.ToHexString(Bytes) + (AnyCase ? "~" : "") + (Bytes.Length > 3 ? "" : Followers ?? "any");

    /// <summary>The bytes that may follow a text of three characters; empty for longer ones.</summary>
    public byte[] FollowerBytes { get; }

    /// <summary>Tells whether the text, and what may follow it, stands at the start of the bytes.</summary>
    public bool IsAt(ReadOnlySpan<byte> data)
    {
        if (Bytes.Length == 3 && (data.Length == 3 || !MayBeFollowedBy(data[3])))
            return false;
        if (!AnyCase)
            return data.StartsWith(Bytes);
        return data.Length >= Bytes.Length && System.Text.Ascii.EqualsIgnoreCase(data[..Bytes.Length], Bytes);
    }

    /// <summary>Tells whether a byte may stand behind a text of three characters; behind a longer one any may.</summary>
    public bool MayBeFollowedBy(byte b) => (_followers[b >> 6] >> b & 1) != 0;

    public override string ToString() => System.Text.Encoding.UTF8.GetString(Bytes);

    // Where case does not matter it does not for what follows either; signs that differ in the same bit come along.
    private static byte[] ReadFollowers(string? followers, bool anyCase)
    {
        List<byte> bytes = new(256);
        for (int b = 0; b < 256; b++)
        {
            if (followers is null || followers.Contains((char)b, StringComparison.Ordinal))
                bytes.Add((byte)b);
            else if (anyCase && followers.AsSpan().IndexOfAny((char)(b | Fold), (char)(b & ~Fold)) >= 0)
                bytes.Add((byte)b);
        }
        return [.. bytes];
    }
}
