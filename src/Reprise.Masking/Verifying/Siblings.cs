using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the value that belongs to a name when both are strings of their own.</summary>
internal static class Siblings
{
    private const int MaxLookBack = 600;
    private const int MaxMembers = 4;

    /// <summary>Returns the string that is the value of the member whose name the view is.</summary>
    public static Value? ValueOf(in View view)
    {
        int p = SkipSpace(view, view.High + 1);
        if (p >= view.FarHigh || view[p] != ':')
            return null;
        p = SkipSpace(view, p + 1);
        return StringAt(view, p) ?? Inside(view, p);
    }

    // The value stands in an object of its own: "adminPassword": { "type": "string", "value": "…" }
    private static Value? Inside(in View view, int at)
    {
        if (at >= view.FarHigh || view[at] != '{')
            return null;
        for (int member = 0; member < MaxMembers; member++)
        {
            if (StringAt(view, SkipSpace(view, at + 1)) is not { } name)
                return null;
            at = SkipSpace(view, name.End + 1);
            if (at >= view.FarHigh || view[at] != ':')
                return null;
            at = SkipSpace(view, at + 1);
            if (IsValueName(view.Bytes(name.Start, name.End)))
                return StringAt(view, at);
            if (StringAt(view, at) is { } text)
                at = text.End + 1;
            while (at < view.FarHigh && (Alphabet.Alphanumeric.Contains(view[at]) || view[at] == ' '))
                at++;
            if (at >= view.FarHigh || view[at] != ',')
                return null;
        }
        return null;
    }

    private static bool IsValueName(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("value"u8)
        || name.SequenceEqual("Value"u8)
        || name.SequenceEqual("default"u8)
        || name.SequenceEqual("ParameterValue"u8);

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
        if (!IsValueName(view.Bytes(next.Start, next.End)))
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
