using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds values behind names that promise a secret, in configuration, code, shells and prose.</summary>
internal sealed class AssignmentVerifier : Verifier
{
    private const int MaxName = 96;
    private static readonly Alphabet NameCharacters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>Sorts out what is no name with a value behind it, which is nearly everything: the words are everywhere.</summary>
    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) => AssignmentGlance.MayAssign(data, after);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int start = NameStart(view, at);
        int end = NameEnd(view, after);
        Span<byte> name = stackalloc byte[MaxName * 2];
        int n = view.Copy(start, end, name);
        if (n <= 0 || n > MaxName)
            return;
        NameStrength strength = Names.Judge(name[..n]);
        if (strength == NameStrength.None)
            return;
        if (view.Place == Place.Key)
        {
            // Only a key that is nothing but a name says something about its value.
            if (start == view.Low && end == view.High && Siblings.ValueOf(view) is { } member)
                Add(view.To(member.End), member, strength, name[..n], rule, regions);
            return;
        }
        if (end == view.High && view.Place == Place.Value)
        {
            if (Siblings.Paired(view, start) is { } sibling)
                Add(view.To(sibling.End), sibling, strength, name[..n], rule, regions);
            return;
        }
        bool flag = n > 2 && name[0] == '-';
        if (Separator.Find(view, start, end, flag, strength, out int valueAt, out bool wholeLine, out bool prose))
        {
            if (view.Crowd?.IsFull(valueAt) == true)
                return;
            Value value = Value.Read(view, valueAt, wholeLine);
            if (!value.Quoted)
                view.Crowd?.Add(valueAt, value.End);
            bool called =
                !value.Quoted
                && (view.Peek(value.End) is '(' or '[' || (!wholeLine && view.Bytes(value.Start, value.End).Contains((byte)'(')));
            value = value with { Literal = wholeLine || IsAlone(view, value) };
            if (!called && (!prose || Prose.IsPlausible(view, value, strength)))
                Add(view, value, strength, name[..n], rule, regions);
        }
        else if (Siblings.BeforeName(view, start) is { } earlier)
        {
            Add(view, earlier, strength, name[..n], rule, regions);
        }
    }

    private static void Add(
        in View view,
        Value value,
        NameStrength strength,
        ReadOnlySpan<byte> name,
        Rule rule,
        RegionList regions
    )
    {
        Span<byte> text = stackalloc byte[1024];
        int end = value.End;
        int n = view.Copy(value.Start, end, text);
        if (n < 0)
        {
            n = view.CopyAscii(value.Start, end, text);
            if (n < text.Length)
                return;
        }
        ReadOnlySpan<byte> found = text[..n];
        if (found.StartsWith("0x"u8) && n >= 34)
        {
            if (!Values.IsHex(found[2..]) || Placeholder.Is(found[2..]))
                return;
            regions.Add(view, new Region(value.Start + 2, end, Kinds.Of(name, strength), rule.Grade));
            return;
        }
        if (
            Values.IsSecret(
                found,
                strength,
                value.Quoted || (value.Literal && Randomness.Classes(found) >= 2 && found.Length >= 10)
            )
        )
            regions.Add(view, new Region(value.Start, end, Kinds.Of(name, strength), rule.Grade));
    }

    // A bare value that ends with its line is no expression.
    private static bool IsAlone(in View view, Value value) =>
        view.Peek(value.End) is '\n' or '\r' or -1
        && !view.Bytes(value.Start, value.End).Contains((byte)'_')
        && !view.Bytes(value.Start, value.End).Contains((byte)'.');

    private static int NameStart(in View view, int at)
    {
        int start = view.RunStart(at, NameCharacters, MaxName);
        // The end of a colour code or of a percent escape reads like part of a name.
        for (int p = start; p < at; p = view.Next(p, out _))
        {
            if (
                p > start
                && p - start <= 8
                && p > view.Low
                && Alphabet.Alphanumeric.Contains(view[p - 1])
                && Edge.IsEscapeEnd(view, p)
            )
                start = p;
        }
        return start;
    }

    private static int NameEnd(in View view, int after)
    {
        int end = view.RunEnd(after, NameCharacters, out _);
        while (end > after && view[end - 1] is (byte)'.' or (byte)'-')
            end--;
        return end;
    }
}
