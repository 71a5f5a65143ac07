using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the password of a user and a password with a colon between them, behind a literal that says so.</summary>
/// <param name="prose">Whether they stand in a sentence: more is asked of the password.</param>
internal sealed class LoginVerifier(bool prose = false) : Verifier
{
    private const int MaxUser = 64;
    private const int MaxText = 160;

    public override string Identity => $"login:{prose}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        if (prose && !TakeJoint(ref reader))
            return;
        reader.SkipBlanks(4);
        if (TryFind(view, reader, prose ? ValueForm.Prose : ValueForm.Line, out Value value) && IsPlausible(view, value))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        !prose || (after < data.Length && data[after] is (byte)'s' or (byte)' ' or (byte)':' or (byte)'=');

    private static bool TakeJoint(ref Reader reader)
    {
        _ = reader.TryTake('s');
        return reader.TryTake(": "u8) || reader.TryTake(" are "u8) || reader.TryTake(" = "u8) || reader.TryTake(" is "u8);
    }

    /// <summary>Reads a user, a colon and a password.</summary>
    public static bool TryFind(in View view, Reader reader, ValueForm form, out Value value)
    {
        value = default;
        _ = reader.TryTake('"') || reader.TryTake('\'') || reader.TryTake('`');
        int user = 0;
        while (user < MaxUser && reader.Peek is not (':' or '/' or '<' or '{' or '(' or '"' or '\'' or <= ' '))
        {
            reader.Take();
            user++;
        }
        if (user == 0 || !reader.TryTake(':') || reader.Peek is ':' or '/' or '"' or '\'')
            return false;
        value = Value.Read(view, reader.At, form);
        return value.End > value.Start && IsPassword(view, value);
    }

    private static bool IsPassword(in View view, Value value)
    {
        Span<byte> text = stackalloc byte[MaxText];
        int n = view.CopyFolded(value.Start, value.End, text);
        return n > 0 && (Values.IsPassword(text[..n]) || Passwords.IsMixedWord(text[..n]));
    }

    private bool IsPlausible(in View view, Value value)
    {
        if (!prose)
            return true;
        Span<byte> text = stackalloc byte[MaxText];
        int n = view.CopyFolded(value.Start, value.End, text);
        return !text[..n].ContainsAny((byte)':', (byte)'/') && Prose.IsPlausible(text[..n], NameStrength.Password, said: true);
    }
}

/// <summary>Finds the password before a literal that follows a user, a colon and a password: <c>kim:…@tcp(db:3306)</c></summary>
internal sealed class LoginBeforeVerifier : Verifier
{
    private const int MaxLogin = 160;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int from = Math.Max(view.Low, at - MaxLogin);
        int start = from;
        foreach (byte border in "\"'` \n="u8)
            start = Math.Max(start, view.LastIndexOf(from, at, [border]) + 1);
        if (
            LoginVerifier.TryFind(view.To(at), new Reader(view.To(at), start), ValueForm.Line, out Value value)
            && value.End == at
        )
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }
}
