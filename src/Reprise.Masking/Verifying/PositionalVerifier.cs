using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the password that a command takes as a word of its own, without an option.</summary>
/// <param name="mark">What joins it to the user in the first word: <c>sqlplus kim/…@db</c>; 0 when it is a word by itself behind a drive or a share.</param>
internal sealed class PositionalVerifier(char mark = '\0') : Verifier
{
    private const int MaxWords = 5;
    private const int MaxWord = 160;

    public override string Identity => $"positional:{(int)mark}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        for (int word = 0; word < MaxWords; word++)
        {
            reader.SkipBlanks(4);
            if (reader.IsEnd || reader.Peek is '\n' or '\r' or '|')
                return;
            if (!IsArgument(reader))
            {
                SkipWord(ref reader);
                continue;
            }
            if (mark == '\0')
                Add(view, Value.Read(view, reader.At, ValueForm.Line), rule, regions);
            else
                AddLogin(view, reader, rule, regions);
            return;
        }
    }

    // Options, drives and shares come before it.
    private bool IsArgument(Reader reader)
    {
        if (mark != '\0')
            return reader.Peek is not '-';
        if (reader.Peek is '/' or '\\' or '*' or '-' || reader.Depth > 0)
            return false;
        reader.Take();
        return !reader.TryTake(':');
    }

    private static void SkipWord(ref Reader reader)
    {
        for (int n = 0; n < MaxWord && reader.Peek is not (' ' or '\n' or -1); n++)
            reader.Take();
    }

    // The user is a name; the database stands behind the last at sign.
    private void AddLogin(in View view, Reader reader, Rule rule, RegionList regions)
    {
        _ = reader.TryTake('"') || reader.TryTake('\'');
        int name = view.RunEnd(reader.At, Alphabet.Name, MaxWord, out int length);
        reader.At = name;
        if (length == 0 || !reader.TryTake(mark))
            return;
        Value value = Value.Read(view, reader.At, ValueForm.Line);
        int end = view.LastIndexOf(value.Start, value.End, "@"u8);
        Add(view, end > value.Start ? value with { End = end } : value, rule, regions);
    }

    private static void Add(in View view, Value value, Rule rule, RegionList regions)
    {
        Span<byte> text = stackalloc byte[MaxWord];
        int n = view.CopyFolded(value.Start, value.End, text);
        if (n > 0 && (Values.IsPassword(text[..n]) || Passwords.IsMixedWord(text[..n])))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }
}
