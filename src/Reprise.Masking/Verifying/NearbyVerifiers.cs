using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the word that is printed into a command: <c>echo -n PASSWORD | sudo -S</c>.</summary>
internal sealed class EchoVerifier : Verifier
{
    private const int MaxBefore = 160;

    // What some are given before the word.
    private static readonly byte[][] Options =
    [
        .. new[] { "-n ", "-e ", "-ne ", "'%s' ", "\"%s\" ", "%s " }.Select(Encoding.ASCII.GetBytes),
    ];

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int from = Math.Max(view.Low, at - MaxBefore);
        int found = view.LastIndexOf(from, at, "echo "u8);
        if (found < 0)
            found = view.LastIndexOf(from, at, "printf "u8) is >= 0 and int other ? other + 2 : -1;
        if (found < 0)
            return;
        var reader = new Reader(view, found + 5);
        foreach (byte[] option in Options)
            _ = reader.TryTake(option);
        Value value = Value.Read(view, reader.At, ValueForm.Line);
        Span<byte> text = stackalloc byte[MaxBefore];
        int n = view.CopyFolded(value.Start, Math.Min(value.End, at), text);
        if (n > 0 && value.End <= at && Values.IsPassword(text[..n]))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }
}

/// <summary>Finds the word after a literal when a hint stands before it: <c>login with admin / PASSWORD</c>.</summary>
/// <param name="hints">Any of these words must stand shortly before on the same line; separated by blanks.</param>
/// <param name="skip">How many words stand between the literal and the value.</param>
/// <param name="prose">Whether it is the word of a sentence: more is asked of it.</param>
internal sealed class AfterVerifier(string hints, int skip = 0, bool prose = false) : Verifier
{
    private const int MaxBefore = 64;
    private readonly byte[][] _hints = [.. hints.Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    public override string Identity => $"after:{hints}:{skip}:{prose}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!HasHint(view.Bytes(Edge.LineStart(view, at, MaxBefore), at)))
            return;
        var reader = new Reader(view, after);
        for (int i = 0; i < skip; i++)
        {
            reader.SkipBlanks(4);
            for (int n = 0; n < 80 && reader.Peek is not (' ' or '\n' or -1 or '"' or '\''); n++)
                reader.Take();
        }
        reader.SkipBlanks(4);
        Value value = Value.Read(view, reader.At, ValueForm.Line);
        Span<byte> text = stackalloc byte[160];
        int length = view.CopyFolded(value.Start, value.End, text);
        if (length <= 0)
            return;
        bool found = prose
            ? Values.IsPassword(text[..length]) && IsPlausible(text[..length])
            : Values.IsPassword(text[..length]) || Passwords.IsMixedWord(text[..length]);
        if (found)
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }

    private static bool IsPlausible(ReadOnlySpan<byte> text) =>
        !text.Contains((byte)'/') && CountDigits(text) >= 2 && Prose.IsPlausible(text, NameStrength.Password, said: true)
        || Prose.IsPlausible(text, NameStrength.Password, said: false);

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        int digits = 0;
        foreach (byte b in text)
            digits += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        return digits;
    }

    private bool HasHint(ReadOnlySpan<byte> before)
    {
        Span<byte> lower = stackalloc byte[MaxBefore];
        for (int i = 0; i < before.Length; i++)
            lower[i] = before[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(before[i] | 0x20) : before[i];
        foreach (byte[] hint in _hints)
        {
            if (lower[..before.Length].IndexOf(hint) >= 0)
                return true;
        }
        return false;
    }
}

/// <summary>Finds the password of a line of <c>.pgpass</c>: host, port, database and user stand before it.</summary>
internal sealed class PgpassVerifier : Verifier
{
    private const int MaxHost = 120;
    private static readonly Alphabet Host = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_*");

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        // The host is the first of the line; what stands in a longer list, such as the name of a resource, is none.
        int host = view.RunStart(at, Host, MaxHost);
        if (view.Bytes(host, at).SequenceEqual("arn"u8))
            return;
        if (host == at || (host > view.Low && view[host - 1] is (byte)':' or (byte)'/' or (byte)'@'))
            return;
        // The literal is the port; database and user follow.
        var reader = new Reader(view, after);
        for (int part = 0; part < 2; part++)
        {
            int n = 0;
            for (; n < 64 && reader.Peek is not (':' or ' ' or '\n' or -1 or '"' or '/' or '\''); n++)
                reader.Take();
            if (n == 0 || !reader.TryTake(':'))
                return;
        }
        Value value = Value.Read(view, reader.At, ValueForm.Line);
        Span<byte> text = stackalloc byte[256];
        int length = view.CopyFolded(value.Start, value.End, text);
        if (length > 0 && !value.Quoted && !text[..length].Contains((byte)':') && Values.IsPassword(text[..length]))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }
}
