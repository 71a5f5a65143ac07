using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds what a script types where a program asks for a password.</summary>
internal sealed class ExpectVerifier : Verifier
{
    private const int MaxBack = 120;

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        after < data.Length && data[after] is (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'-';

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        ReadOnlySpan<byte> before = view.Bytes(Math.Max(view.Low, at - MaxBack), at);
        if (before.IndexOf("assword"u8) < 0 && before.IndexOf("assphrase"u8) < 0)
            return;
        var reader = new Reader(view, after);
        _ = reader.TryTake("-- "u8);
        if (!reader.TryTake('"') && !reader.TryTake('\''))
            return;
        int start = reader.At;
        int end = start;
        // The text ends with the escape for the return key.
        for (int n = 0; n < MaxBack && reader.Peek is not ('"' or '\'' or '\n' or '\r' or '\\' or -1); n++)
        {
            reader.Take();
            end = reader.At;
        }
        Span<byte> text = stackalloc byte[MaxBack];
        int length = view.CopyFolded(start, end, text);
        if (length > 0 && Values.IsPassword(text[..length]))
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
    }
}

/// <summary>Finds the password in the text of a code for joining a wireless network.</summary>
internal sealed class WifiVerifier : Verifier
{
    private const int MaxCode = 160;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int limit = Math.Min(view.High, after + MaxCode);
        int found = view.Bytes(after, limit).IndexOf(";P:"u8);
        int start = after + found + 3;
        if (found < 0)
        {
            if (!view.Bytes(after, limit).StartsWith("P:"u8))
                return;
            start = after + 2;
        }
        int length = view.Bytes(start, limit).IndexOf((byte)';');
        Span<byte> text = stackalloc byte[MaxCode];
        int n = length <= 0 ? 0 : view.CopyFolded(start, start + length, text);
        if (n > 0 && (Values.IsPassword(text[..n]) || Passwords.IsMixedWord(text[..n])))
            regions.Add(view, new Region(start, start + length, rule.Kind, rule.Grade));
    }
}

/// <summary>Finds the new password in the command that sets one: <c>mysqladmin -u root password …</c></summary>
internal sealed class AdminVerifier : Verifier
{
    private const int MaxCommand = 160;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        ReadOnlySpan<byte> rest = view.Bytes(after, Math.Min(view.High, after + MaxCommand));
        int line = rest.IndexOf((byte)'\n');
        int found = (line < 0 ? rest : rest[..line]).IndexOf(" password "u8);
        if (found < 0)
            return;
        Value value = Value.Read(view, after + found + " password ".Length, ValueForm.Line);
        Span<byte> text = stackalloc byte[MaxCommand];
        int n = view.CopyFolded(value.Start, value.End, text);
        if (n > 0 && Values.IsPassword(text[..n]))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }
}
