using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the words that a wallet is made from: 12 to 24 short ones behind a name for them.</summary>
internal sealed class MnemonicVerifier : Verifier
{
    private const int MaxGap = 24;
    private const int MinWord = 3;
    private const int MaxWord = 8;
    private const int MaxWords = 24;
    private const int WordStep = 3;
    private const int MinWords = 12;

    // The words of sentences that no list of such words holds.
    private static readonly WordSet Sentence = new(
        "the and for are was you your has have been its our not but from which should would"
    );

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        for (int n = 0; n < MaxGap && reader.Peek is not (>= 'a' and <= 'z') || IsName(ref reader); n++)
        {
            if (reader.IsEnd || reader.Take() is >= 'A' and <= 'Z')
                return;
        }
        int start = reader.At;
        Span<char> word = stackalloc char[MaxWord];
        for (int words = 1; words <= MaxWords; words++)
        {
            int length = TakeWord(ref reader, word);
            int end = reader.At;
            if (length < MinWord || Sentence.Contains(word[..length]))
                return;
            if (reader.TryTake(' ') && reader.Peek is >= 'a' and <= 'z')
                continue;
            if (words >= MinWords && words % WordStep == 0)
                regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
            return;
        }
    }

    // "phrase", "words" and "is" belong to the name.
    private static bool IsName(ref Reader reader) =>
        reader.TryTake("phrase"u8) || reader.TryTake("words"u8) || reader.TryTake("is "u8);

    private static int TakeWord(ref Reader reader, scoped Span<char> word)
    {
        int n = 0;
        while (reader.Peek is >= 'a' and <= 'z')
        {
            if (n == MaxWord)
                return 0;
            word[n++] = (char)reader.Take();
        }
        return n;
    }
}
