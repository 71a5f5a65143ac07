using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Decides about tokens with a fixed text in them and runs of known alphabets and lengths around it.</summary>
/// <param name="body">What follows the literal.</param>
internal sealed class TokenVerifier(Body body) : Verifier
{
    private const int MaxChecked = 2048;
    private const int MinCut = 14;
    private const int MinPrefix = 4;

    // Lines of base64 that is wrapped are this long at least.
    private const int MinWrapped = 40;

    /// <summary>The run right before the literal, when the literal stands inside the token.</summary>
    public Body? Before { get; init; }

    /// <summary>Whether dash, underscore and dot before the token make it part of a longer word.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether the literal is unmistakable, so that a cut or longer body is a secret as well.</summary>
    public bool Loose { get; init; }

    /// <summary>Whether the literal begins other words as well, so that a cut body says nothing.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether the body must look random: for prefixes that are also parts of words.</summary>
    public bool Random { get; init; }

    /// <summary>A test of the whole token: a checksum or a structure.</summary>
    public TokenCheck? Check { get; init; }

    /// <summary>The part to mask: the token, or only what follows the literal.</summary>
    public bool BodyOnly { get; init; }

    /// <summary>Whether only the part behind the last dash is secret: the others are ids, which may look made up.</summary>
    public bool Tail { get; init; }

    /// <summary>Whether anything may stand before the token: its literal is no part of a word.</summary>
    public bool AnyEdge { get; init; }

    /// <summary>Whether the literal is a host and the URL is the secret.</summary>
    public bool WholeUrl { get; init; }

    public override string Identity =>
        $"{body.Pattern}<{Before?.Pattern}{(Strict ? "S" : "")}{(Loose ? "L" : "")}{(Random ? "R" : "")}{(BodyOnly ? "B" : "")}"
        + $"{(WholeUrl ? "W" : "")}{(Tail ? "T" : "")}{(Whole ? "N" : "")}{(AnyEdge ? "H" : "")}{Check?.Method.Name}";

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        after <= data.Length
        && (Before is not null || BodyOnly || WholeUrl || AnyEdge || Edge.MayBeTokenStart(data, at))
        && (Loose || body.MayStart(data, after));

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!Begins(view, at, out int start))
            return;
        BodyMatch match = body.Match(view, after);
        int end = match.End;
        Span<byte> text = stackalloc byte[MaxChecked];
        if (match.Fit is BodyFit.Short or BodyFit.Whole && Before is null)
        {
            var pieces = new TokenPieces(body, Loose, Random);
            if (pieces.Join(view, start, after, match, rule, regions))
                return;
        }
        switch (match.Fit)
        {
            case BodyFit.Long when Check is not null && Run(Check, view, start, match.Longest, text) == Verdict.Proven:
            case BodyFit.Long when EndsWithDash(view, match):
                end = match.Longest;
                break;
            case BodyFit.Long or BodyFit.Glued when !Loose:
            case BodyFit.Short when !IsCut(view, start, after, match, text):
                return;
        }
        int n = view.Copy(Before is null ? after : start, end, text);
        if (n == 0 || Placeholder.Is(SecretPart(text[..Math.Max(n, 0)])))
            return;
        bool doubtful = Random || match.Fit == BodyFit.Glued || (match.Fit == BodyFit.Short && Loose);
        if (doubtful && n > 0 && !Randomness.IsRandom(text[..n]))
            return;
        Grade grade = rule.Grade;
        if (Check is not null)
        {
            Verdict verdict = Run(Check, view, start, end, text);
            if (verdict == Verdict.Refuted)
                return;
            grade = verdict == Verdict.Proven ? Grade.Certain : grade;
        }
        regions.Add(view, new Region(BodyOnly ? match.LeadEnd : start, end, rule.Kind, grade, body.Form));
    }

    // Whether a token may begin where the literal says.
    private bool Begins(in View view, int at, out int start)
    {
        start = at;
        if (Before is not null)
        {
            // An escape may be part of the literal: u002b is a plus.
            while (start > view.Low && view[start - 1] == '\\')
                start--;
            if (!SkipBack(view, ref start))
                return false;
        }
        if (WholeUrl)
            start = Url.StartOf(view, at);
        return WholeUrl || BodyOnly || AnyEdge || (Edge.IsLeft(view, start, Strict) && !(Strict && IsInBase64(view, start)));
    }

    // The signs of base64 are no borders where it goes on before them, nor are the ends of its lines; a plus may be the mark of a diff.
    private bool IsInBase64(in View view, int start)
    {
        if (!body.Last.Contains('+') || start - 1 <= view.Low)
            return false;
        if (view[start - 1] is (byte)'+' or (byte)'/')
            return Armour.Payload.Contains(view[start - 2]);
        int end = start;
        while (end > view.Low && view[end - 1] is (byte)'\n' or (byte)'\r')
            end--;
        return end < start && end - MinWrapped >= view.Low && !Armour.Payload.HasOutside(view.Bytes(end - MinWrapped, end));
    }

    // Goes back over the run before the literal; what is too long for it must be something else.
    private bool SkipBack(in View view, ref int start)
    {
        if (Before is null)
            return true;
        int literal = start;
        start = view.RunStart(literal, Before.Last, Before.MaxLength * 6 + 16);
        int excess = view.Length(start, literal) - Before.MaxLength;
        if (excess < Before.MinLength - Before.MaxLength)
            return false;
        int last = -1;
        for (int i = 0; i < excess; i++)
            start = view.Next(start, out last);
        // The end of an escape or of a colour code, the mark of a diff, or the slash of a path reads like part of it.
        return !Alphabet.Alphanumeric.Contains(last) || AnyEdge || Edge.IsEscapeEnd(view, start);
    }

    // A dash of a viewer or of a sentence stands right behind the token.
    private static bool EndsWithDash(in View view, BodyMatch match)
    {
        int p = match.Longest;
        for (int n = 0; n < 3 && p < match.End; n++)
        {
            p = view.Next(p, out int c);
            if (Alphabet.Alphanumeric.Contains(c))
                return false;
        }
        return p == match.End;
    }

    // What is left of a token that a tool cut is worth masking when it is most of it.
    private bool IsCut(in View view, int start, int after, BodyMatch match, Span<byte> text)
    {
        int prefix = view.Length(start, after);
        if (match.Length < MinCut || (match.Length + prefix) * 5 < (body.MinLength + prefix) * 3)
            return false;
        if (Loose)
            return true;
        int n = view.Copy(after, match.End, text);
        return !Whole && Before is null && !BodyOnly && prefix >= MinPrefix && n >= 16 && IsMixed(text[..n]);
    }

    private static bool IsMixed(ReadOnlySpan<byte> text) =>
        Randomness.IsRandom(text) || (Randomness.Classes(text) >= 3 && text.ContainsAnyInRange((byte)'0', (byte)'9'));

    private ReadOnlySpan<byte> SecretPart(ReadOnlySpan<byte> text) =>
        Tail ? text[(text.TrimEnd((byte)'-').LastIndexOf((byte)'-') + 1)..] : text;

    private static Verdict Run(TokenCheck check, in View view, int start, int end, Span<byte> scratch)
    {
        int n = view.Copy(start, end, scratch);
        return n < 0 ? Verdict.Possible : check(scratch[..n]);
    }
}

/// <summary>Judges a whole token, decoded.</summary>
internal delegate Verdict TokenCheck(ReadOnlySpan<byte> token);

/// <summary>What a check of a token says.</summary>
internal enum Verdict : byte
{
    /// <summary>It cannot tell.</summary>
    Possible,

    /// <summary>The checksum or the structure is right.</summary>
    Proven,

    /// <summary>It cannot be such a token.</summary>
    Refuted,
}
