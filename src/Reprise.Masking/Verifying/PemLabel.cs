using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Reads the label of armour and tells whether it is that of a private key.</summary>
internal static class PemLabel
{
    private const int MaxLabel = 48;
    private const int MinDashes = 4;

    /// <summary>Reads a label and the dashes behind it.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="at">Where the label starts.</param>
    /// <param name="after">The position after the dashes.</param>
    /// <param name="kind">The kind of key.</param>
    public static bool Read(in View view, int at, out int after, out string kind)
    {
        (after, kind) = (at, "pem-private-key");
        Span<byte> label = stackalloc byte[MaxLabel];
        int n = 0;
        while (after < view.High && n < MaxLabel)
        {
            int next = view.Next(after, out int c);
            if (c == '-')
                break;
            if (c is not (' ' or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
                return false;
            label[n++] = (byte)c;
            after = next;
        }
        int dashes = 0;
        for (; dashes < 5 && view.Peek(after) == '-'; dashes++)
            after = view.Next(after, out _);
        if (dashes < MinDashes || label[..n].IndexOf("PRIVATE KEY"u8) < 0)
            return false;
        if (label.StartsWith("OPENSSH"u8))
            kind = "openssh-private-key";
        else if (label.StartsWith("PGP"u8))
            kind = "pgp-private-key";
        return true;
    }
}
