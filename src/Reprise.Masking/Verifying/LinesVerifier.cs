using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds passwords on the lines that follow a literal.</summary>
/// <param name="form">Where they stand.</param>
/// <param name="isTag">Whether the literal is the name of a tag.</param>
internal sealed class LinesVerifier(LinesForm form, bool isTag = false) : Verifier
{
    private const int MaxLines = 12;
    private const int MaxLine = 160;

    public override string Identity => $"lines:{form}:{isTag}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        if (isTag && (view.IsBefore(at, "/"u8) || !reader.TryTake('>')))
            return;
        for (int line = 1; line <= MaxLines; line++)
        {
            if (!SkipLine(ref reader))
                return;
            SkipMarks(view, ref reader);
            if (form is LinesForm.First or LinesForm.Second)
            {
                if (line == (form == LinesForm.First ? 1 : 2))
                {
                    AddLine(view, reader.At, rule, regions);
                    return;
                }
            }
            else if (form == LinesForm.Logins ? !AddLogin(view, reader, rule, regions) : !AddThird(view, reader, rule, regions))
            {
                return;
            }
        }
    }

    private static bool SkipLine(ref Reader reader)
    {
        for (int n = 0; n < MaxLine && !reader.IsEnd; n++)
        {
            if (reader.Take() == '\n')
                return true;
        }
        return false;
    }

    // Empty lines, the sign of a diff, and the number that a viewer puts before a line.
    private static void SkipMarks(in View view, ref Reader reader)
    {
        reader.SkipSpace();
        int from = reader.At;
        if (reader.Peek is '+' or '-')
            reader.Take();
        reader.SkipSpace();
        int marked = reader.At;
        while (reader.Peek is >= '0' and <= '9')
            reader.Take();
        if (reader.At > marked && reader.Peek is '\t' or '|')
            reader.Take();
        else if (reader.At > marked && reader.Peek == Logical.NonAscii && IsArrow(view, reader.At, out int next))
            reader.At = next;
        else if (Edge.IsLineStart(view, from))
            reader.At = marked;
        else
            reader.At = from;
        reader.SkipSpace();
    }

    private static bool IsArrow(in View view, int at, out int next)
    {
        next = view.NextRune(at, out System.Text.Rune rune);
        return rune.Value == '→';
    }

    // Nothing else stands on its line.
    private static void AddLine(in View view, int at, Rule rule, RegionList regions)
    {
        Value value = Value.Read(view, at, ValueForm.Line);
        Span<byte> text = stackalloc byte[MaxLine];
        int n = view.CopyFolded(value.Start, value.End, text);
        if (
            n > 0
            && view.Peek(value.End) is '\n' or '\r' or '"' or -1
            && Values.IsPassword(text[..n])
            && Prose.IsPlausible(text[..n], NameStrength.Password, said: true)
        )
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }

    // kim:password; the line of YAML that begins the list goes before.
    private static bool AddLogin(in View view, Reader reader, Rule rule, RegionList regions)
    {
        if (reader.TryTake("list:"u8))
            return true;
        if (!LoginVerifier.TryFind(view, reader, ValueForm.Line, out Value value))
            return false;
        regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
        return true;
    }

    // kim * password *
    private static bool AddThird(in View view, Reader reader, Rule rule, RegionList regions)
    {
        for (int word = 0; word < 2; word++)
        {
            int n = 0;
            for (; n < MaxLine && reader.Peek is not (' ' or '\t' or '\n' or -1); n++)
                reader.Take();
            if (n == 0 || reader.SkipBlanks() == 0)
                return false;
        }
        Value value = Value.Read(view, reader.At, ValueForm.Line);
        Span<byte> text = stackalloc byte[MaxLine];
        int length = view.CopyFolded(value.Start, value.End, text);
        if (length > 0 && Values.IsPassword(text[..length]))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
        return length > 0;
    }
}

/// <summary>Where passwords stand on lines.</summary>
internal enum LinesForm : byte
{
    /// <summary>The next line is one.</summary>
    First,

    /// <summary>The line after the next is one.</summary>
    Second,

    /// <summary>Each line is a user, a colon and a password.</summary>
    Logins,

    /// <summary>The third word of each line is one.</summary>
    Third,
}
