using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the values of a Kubernetes Secret, whatever their names are: all are meant to be secret.</summary>
internal sealed class KubernetesSecretVerifier : Verifier
{
    private const int MaxBack = 3000;
    private const int MaxAhead = 12_000;
    private const int MaxEntries = 80;
    private const int MaxValue = 8192;
    private const int MinEncoded = 8;

    // What stands beside the data of an object, not in it.
    private static readonly WordSet Members = new(
        "apiversion kind metadata type immutable status spec data stringdata annotations labels name namespace items resourceversion uid"
    );

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        data[after..Math.Min(data.Length, after + 24)].IndexOf("Secret"u8) >= 0;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        SkipQuotes(ref reader);
        if (!reader.TryTake(':'))
            return;
        SkipQuotes(ref reader);
        if (!reader.TryTake("secret"u8) || Alphabet.Name.Contains(reader.Peek))
            return;
        // Tools that sort members put the data before the kind.
        Scan(view, Math.Max(view.Low, at - MaxBack), at, rule, regions);
        Scan(view, reader.At, Math.Min(view.High, after + MaxAhead), rule, regions);
    }

    // All blocks of data in a range.
    private static void Scan(in View view, int from, int to, Rule rule, RegionList regions)
    {
        for (int p = from; p < to; )
        {
            int found = view.Bytes(p, to).IndexOf("ata"u8);
            if (found < 0)
                return;
            p += found;
            var reader = new Reader(view, p + 3);
            bool clear = view.IsBefore(p, "stringD"u8);
            bool block = clear || (view.IsBefore(p, "d"u8) && !view.IsBefore(p, "metad"u8));
            SkipQuotes(ref reader);
            p += 3;
            if (!block || !reader.TryTake(':'))
                continue;
            reader.SkipBlanks();
            if (reader.TryTake('{'))
                ReadObject(view, ref reader, clear, rule, regions);
            else if (reader.Peek is '\n' or '\r')
                ReadLines(view, ref reader, clear, rule, regions);
            p = Math.Max(p, reader.At);
        }
    }

    private static void ReadObject(in View view, ref Reader reader, bool clear, Rule rule, RegionList regions)
    {
        for (int n = 0; n < MaxEntries; n++)
        {
            reader.SkipSpace();
            if (reader.Peek is not ('"' or '\''))
                return;
            reader.Take();
            reader.At = view.RunEnd(reader.At, Alphabet.Name, out _);
            SkipQuotes(ref reader);
            if (!reader.TryTake(':'))
                return;
            reader.SkipSpace();
            Value value = Value.Read(view, reader.At, ValueForm.Code);
            if (!value.Quoted)
                return;
            Add(view, value, clear, rule, regions);
            reader.At = value.End;
            reader.Take();
            reader.SkipSpace();
            if (!reader.TryTake(','))
                return;
        }
    }

    private static void ReadLines(in View view, ref Reader reader, bool clear, Rule rule, RegionList regions)
    {
        Span<byte> key = stackalloc byte[MaxKey];
        Span<char> lower = stackalloc char[MaxKey];
        for (int n = 0; n < MaxEntries; n++)
        {
            int start = Armour.SkipNoise(view, reader.At);
            int end = view.RunEnd(start, Alphabet.Name, out int length);
            if (length is 0 or > MaxKey || view.Peek(end) != ':')
                return;
            for (int i = 0; i < view.Copy(start, end, key); i++)
                lower[i] = char.ToLowerInvariant((char)key[i]);
            if (Members.Contains(lower[..length]) && !(clear && lower[..length] is "name" or "type"))
                return;
            reader.At = view.Next(end, out _);
            reader.SkipBlanks();
            Value value = Value.Read(view, reader.At, ValueForm.Line);
            Add(view, value, clear, rule, regions);
            reader.At = value.End;
            while (!reader.IsEnd && reader.Peek is not ('\n' or '\r'))
                reader.Take();
        }
    }

    private const int MaxKey = 96;

    private static void Add(in View view, Value value, bool clear, Rule rule, RegionList regions)
    {
        Span<byte> buffer = stackalloc byte[MaxValue];
        int n = view.CopyFolded(value.Start, value.End, buffer);
        if (n <= 0)
            return;
        ReadOnlySpan<byte> text = buffer[..n];
        if (clear ? Values.IsPassword(text) : IsEncoded(text))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }

    private static bool IsEncoded(ReadOnlySpan<byte> text) =>
        text.Length >= MinEncoded
        && text.Length % 4 == 0
        && !Armour.Payload.HasOutside(text)
        && !PublicValues.Is(text)
        && !Placeholder.IsRepeated(text);

    private static void SkipQuotes(ref Reader reader)
    {
        for (int n = 0; n < 4 && reader.Peek is '"' or '\'' or ' '; n++)
            reader.Take();
    }
}
