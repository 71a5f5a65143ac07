using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Propagating;

/// <summary>Finds a spelling of a secret that is known from elsewhere in the session.</summary>
/// <param name="text">The spelling.</param>
/// <param name="offset">The number of its bytes before the part that is looked for.</param>
/// <param name="fingerprint">The fingerprint of the secret.</param>
/// <param name="isPiece">Whether it is a piece of base64: what is masked is the whole run that holds it.</param>
internal sealed class KnownVerifier(SpelledText text, int offset, string fingerprint, bool isPiece) : Verifier
{
    private const int MaxRun = 24_000;
    private const int MaxBack = 3072;
    private readonly Alphabet _run = text.Bytes.AsSpan().ContainsAny((byte)'-', (byte)'_') ? Alphabet.UrlSafe : Armour.Payload;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!text.TryFind(view, at, after, offset, out int start, out int end))
            return;
        // A name of a member is taken for a secret only where nothing else looks like that.
        if (rule.Grade > Grade.Strong && (view.Place == Place.Key || !IsWhole(view, start, end)))
            return;
        if (isPiece)
        {
            start = view.RunStart(start, _run, MaxBack);
            end = view.RunEnd(end, _run, MaxRun, out _);
        }
        regions.Add(view, new Region(start, end, rule.Kind, rule.Grade, Fingerprint: fingerprint));
    }

    // What is only likely to be a secret is not cut out of a longer word.
    private bool IsWhole(in View view, int start, int end) =>
        isPiece || (Edge.IsLeft(view, start, strict: false) && !Alphabet.Alphanumeric.Contains(view.Peek(end)));
}
