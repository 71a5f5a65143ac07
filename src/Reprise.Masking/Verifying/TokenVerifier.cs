using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Decides about tokens with a fixed text in them and runs of known alphabets and lengths around it.</summary>
/// <param name="body">What follows the literal.</param>
internal sealed class TokenVerifier(Body body) : Verifier
{
    private const int MaxChecked = 2048;

    /// <summary>The run right before the literal, when the literal stands inside the token.</summary>
    public Body? Before { get; init; }

    /// <summary>Whether dash, underscore and dot before the token make it part of a longer word.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether the literal is unmistakable, so that a cut or longer body is a secret as well.</summary>
    public bool Loose { get; init; }

    /// <summary>Whether the body must look random: for prefixes that are also parts of words.</summary>
    public bool Random { get; init; }

    /// <summary>A test of the whole token: a checksum or a structure.</summary>
    public TokenCheck? Check { get; init; }

    /// <summary>The part to mask: the token, or only what follows the literal.</summary>
    public bool BodyOnly { get; init; }

    /// <summary>Whether anything may stand before the token: its literal is no part of a word.</summary>
    public bool AnyEdge { get; init; }

    /// <summary>Whether the literal is a host and the URL is the secret.</summary>
    public bool WholeUrl { get; init; }

    public override string Identity =>
        $"{body.Pattern}<{Before?.Pattern}{(Strict ? "S" : "")}{(Loose ? "L" : "")}{(Random ? "R" : "")}{(BodyOnly ? "B" : "")}{(WholeUrl ? "W" : "")}{Check?.Method.Name}";

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        after <= data.Length
        && (Before is not null || BodyOnly || WholeUrl || AnyEdge || Edge.MayBeLeft(data, at))
        && (Loose || body.MayStart(data, after));

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int start = at;
        if (Before is not null)
        {
            start = view.RunStart(at, Before.Last, Before.MaxLength * 6 + 16);
            int excess = view.Length(start, at) - Before.MaxLength;
            if (excess < Before.MinLength - Before.MaxLength)
                return;
            // The end of a percent escape or a colour code before the token reads like part of it.
            for (int i = 0; i < excess; i++)
                start = view.Next(start, out _);
            if (excess > 0 && !Edge.IsEscapeEnd(view, start))
                return;
        }
        if (WholeUrl)
            start = Url.StartOf(view, at);
        else if (!BodyOnly && !AnyEdge && !Edge.IsLeft(view, start, Strict))
            return;
        BodyMatch match = body.Match(view, after);
        int end = match.End;
        Span<byte> text = stackalloc byte[MaxChecked];
        switch (match.Fit)
        {
            case BodyFit.Long when Check is not null && Run(Check, view, start, match.Longest, text) == Verdict.Proven:
                end = match.Longest;
                break;
            case BodyFit.Long or BodyFit.Glued when !Loose:
                return;
            case BodyFit.Short when Loose && TokenPieces.Join(view, body, start, after, match, rule, regions):
                return;
            case BodyFit.Short when !Loose || match.Length < 14 || match.Length * 5 < body.MinLength * 3:
                return;
        }
        int n = view.Copy(Before is null ? after : start, end, text);
        if (n == 0 || Placeholder.Is(text[..Math.Max(n, 0)]))
            return;
        if ((Random || match.Fit != BodyFit.Whole) && n > 0 && !Randomness.IsRandom(text[..n]))
            return;
        Grade grade = rule.Grade;
        if (Check is not null)
        {
            Verdict verdict = Run(Check, view, start, end, text);
            if (verdict == Verdict.Refuted)
                return;
            grade = verdict == Verdict.Proven ? Grade.Certain : grade;
        }
        regions.Add(view, new Region(BodyOnly ? match.LeadEnd : start, end, rule.Kind, grade));
    }

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
