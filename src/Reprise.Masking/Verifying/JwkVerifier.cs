using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the private members of a JSON Web Key.</summary>
internal sealed class JwkVerifier : Verifier
{
    private const int MaxObject = 6000;
    private const int MinPrivate = 20;
    private static readonly Alphabet Members = new("dkpqi");

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (view.Place == Place.Key)
        {
            // The members are strings of their own; each is looked up from its key.
            View all = view.To(view.FarHigh);
            Scan(all, after, rule, regions);
            return;
        }
        int low = Math.Max(view.Low, at - MaxObject / 2);
        int open = view.LastIndexOf(low, at, "{"u8);
        Scan(view, open < 0 ? at : open, rule, regions);
    }

    private static void Scan(in View view, int from, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, from);
        Span<byte> name = stackalloc byte[4];
        Span<byte> value = stackalloc byte[24];
        for (int n = 0; n < MaxObject && !reader.IsEnd; n++)
        {
            int c = reader.Take();
            if (c == '}' || (c == '{' && n > 1))
                return;
            if (c is not ('"' or '\''))
                continue;
            int start = reader.At;
            int end = view.RunEnd(start, Alphabet.UrlSafe, out int length);
            reader.At = end;
            if (length is 0 or > 2 || !Members.Contains(view.Peek(start)) || view.Peek(end) is not ('"' or '\''))
                continue;
            _ = view.Copy(start, end, name);
            reader.Take();
            reader.SkipSpace();
            if (!reader.TryTake(':'))
                continue;
            reader.SkipSpace();
            if (reader.Take() is not ('"' or '\''))
                continue;
            start = reader.At;
            end = view.RunEnd(start, Alphabet.UrlSafe, out length);
            if (length >= MinPrivate && !Placeholder.Is(value[..view.CopyAscii(start, end, value)]))
                regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
            reader.At = end;
            reader.Take();
        }
    }
}
