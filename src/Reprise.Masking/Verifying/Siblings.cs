using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the value that belongs to a name when both are strings of their own.</summary>
internal static class Siblings
{
    private const int MaxLookBack = 600;

    /// <summary>Returns the string that is the value of the member whose name the view is.</summary>
    public static Value? ValueOf(in View view)
    {
        int p = SkipSpace(view, view.High + 1);
        if (p >= view.FarHigh || view[p] != ':')
            return null;
        return StringAt(view, SkipSpace(view, p + 1));
    }

    /// <summary>Returns the string that belongs to a value which is nothing but a name: the next of an array, or a member called value.</summary>
    public static Value? Paired(in View view, int nameStart)
    {
        if (nameStart != view.Low)
            return null;
        int p = SkipSpace(view, view.High + 1);
        if (p >= view.FarHigh || view[p] != ',')
            return null;
        if (StringAt(view, SkipSpace(view, p + 1)) is not { } next)
            return null;
        int after = SkipSpace(view, next.End + 1);
        if (after >= view.FarHigh || view[after] != ':')
            return view[nameStart] == '-' ? next : null;
        ReadOnlySpan<byte> member = view.Bytes(next.Start, next.End);
        if (!member.SequenceEqual("value"u8) && !member.SequenceEqual("Value"u8) && !member.SequenceEqual("default"u8))
            return null;
        return StringAt(view, SkipSpace(view, after + 1));
    }

    /// <summary>Returns the value that stands before its name: "value": "…", "name": "X".</summary>
    public static Value? BeforeName(in View view, int nameStart)
    {
        int from = Math.Max(view.Low, nameStart - MaxLookBack);
        int found = view.LastIndexOf(from, nameStart, "value"u8);
        if (found < 0)
            found = view.LastIndexOf(from, nameStart, "Value"u8);
        if (found < 0)
            return null;
        var reader = new Reader(view, found + 5);
        if (!Joined(ref reader))
            return null;
        Value value = Value.Read(view, reader.At, ValueForm.Code);
        if (!value.Quoted || value.End >= nameStart)
            return null;
        reader.At = value.End;
        reader.Take();
        reader.SkipSpace();
        reader.TryTake(',');
        reader.SkipSpace();
        if (reader.Peek is '"' or '\'')
            reader.Take();
        if (!reader.TryTake("name"u8) && !reader.TryTake("key"u8))
            return null;
        if (!Joined(ref reader))
            return null;
        if (reader.Peek is '"' or '\'')
            reader.Take();
        return reader.At == nameStart ? value : null;
    }

    private static bool Joined(ref Reader reader)
    {
        if (reader.Peek is '"' or '\'')
            reader.Take();
        reader.SkipBlanks();
        if (!reader.TryTake(':') && !reader.TryTake('='))
            return false;
        reader.SkipBlanks();
        return true;
    }

    private static int SkipSpace(in View view, int at)
    {
        while (at < view.FarHigh && view[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }

    private static Value? StringAt(in View view, int at)
    {
        if (at >= view.FarHigh || view[at] != '"')
            return null;
        for (int p = at + 1; p < view.FarHigh; p++)
        {
            if (view[p] == '\\')
                p++;
            else if (view[p] == '"')
                return new Value(at + 1, p, true);
        }
        return null;
    }
}
