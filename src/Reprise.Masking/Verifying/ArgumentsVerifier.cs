using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the password among the quoted arguments of a call that logs in: <c>login("kim", "…")</c></summary>
/// <param name="user">Whether the name of a user comes before it.</param>
internal sealed class ArgumentsVerifier(bool user) : Verifier
{
    private const int MaxArguments = 4;
    private const int MaxGap = 24;
    private const int MaxText = 160;
    private static readonly Alphabet Between = new(" \t\n\r,(Some&");

    public override string Identity => $"arguments:{user}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        Value last = default;
        int count = 0;
        while (count < MaxArguments && SkipTo(ref reader))
        {
            Value value = Value.Read(view, reader.At, ValueForm.Code);
            if (!value.Quoted)
                return;
            (last, count) = (value, count + 1);
            reader.At = value.End;
            reader.Take();
            while (reader.TryTake(' ')) { }
            if (reader.Peek == ')')
                break;
        }
        if (count < (user ? 2 : 1) || reader.Peek != ')')
            return;
        Span<byte> text = stackalloc byte[MaxText];
        int n = view.CopyFolded(last.Start, last.End, text);
        if (n > 0 && Values.IsPassword(text[..n]))
            regions.Add(view, new Region(last.Start, last.End, rule.Kind, rule.Grade));
    }

    private static bool SkipTo(ref Reader reader)
    {
        for (int n = 0; n < MaxGap && Between.Contains(reader.Peek); n++)
            reader.Take();
        return reader.Peek is '"' or '\'';
    }
}
