using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the quoted argument that is a password in a call that logs in: <c>login("kim", "…")</c></summary>
/// <param name="position">Its place among the arguments, counted from 1.</param>
/// <param name="strict">Whether those before it have to be quoted too, since other calls have the same name.</param>
internal sealed class ArgumentsVerifier(int position, bool strict = false) : Verifier
{
    private const int MaxGap = 64;
    private const int MaxArgument = 160;
    private static readonly Alphabet Wrapping = new("Some&(");

    public override string Identity => $"arguments:{position}:{strict}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        for (int i = 1; i < position; i++)
        {
            if (!SkipArgument(view, ref reader))
                return;
        }
        if (!SkipToQuote(ref reader))
            return;
        Value value = Value.Read(view, reader.At, ValueForm.Code);
        reader.At = value.End;
        reader.Take();
        reader.SkipSpace();
        // Something else is joined to it, or it is the name of a member.
        if (!value.Quoted || reader.Peek is not (')' or ',' or '.'))
            return;
        Span<byte> text = stackalloc byte[MaxArgument];
        int n = view.CopyFolded(value.Start, value.End, text);
        if (n > 0 && Values.IsPassword(text[..n]) && !Values.IsEmail(text[..n]))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }

    private static bool SkipToQuote(ref Reader reader)
    {
        reader.SkipSpace(MaxGap);
        for (int n = 0; n < MaxGap && Wrapping.Contains(reader.Peek); n++)
            reader.Take();
        return reader.Peek is '"' or '\'';
    }

    // Steps behind the comma after an argument: a text, a name, a call.
    private bool SkipArgument(in View view, ref Reader reader)
    {
        reader.SkipSpace(MaxGap);
        if (strict && reader.Peek is not ('"' or '\''))
            return false;
        int depth = 0;
        for (int n = 0; n < MaxArgument; n++)
        {
            int c = reader.Peek;
            if (c is '"' or '\'')
            {
                Value text = Value.Read(view, reader.At, ValueForm.Code);
                if (!text.Quoted)
                    return false;
                reader.At = text.End;
            }
            else if (c is '(' or '[' or '{')
            {
                depth++;
            }
            else if (c is ')' or ']' or '}' && --depth < 0)
            {
                return false;
            }
            else if (c is -1 or ';')
            {
                return false;
            }
            reader.Take();
            if (c == ',' && depth == 0)
                return true;
        }
        return false;
    }
}
