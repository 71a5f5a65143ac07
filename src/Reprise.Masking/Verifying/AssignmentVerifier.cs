using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds values behind names that promise a secret, in configuration, code, shells and prose.</summary>
internal sealed class AssignmentVerifier : Verifier
{
    private const int MaxName = 96;
    private const int MaxText = 1024;
    private const int MaxEnclosed = 96;
    private static readonly Alphabet Braced = new("{nop}");

    public override bool IsNested => true;

    /// <summary>Sorts out what is no name with a value behind it, which is nearly everything: the words are everywhere.</summary>
    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        AssignmentOutlook.IsOpen(data, at, data[after - 1] is (byte)':' or (byte)'=' ? after - 1 : after);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        // A literal may hold what joins name and value.
        if (view[after - 1] is (byte)':' or (byte)'=')
            after--;
        int start = NameStart(view, at);
        int end = NameEnd(view, after);
        Span<byte> buffer = stackalloc byte[MaxName * 2];
        int n = view.Copy(start, end, buffer);
        if (n <= 0 || n > MaxName)
            return;
        ReadOnlySpan<byte> name = buffer[..n];
        NameStrength strength = Names.Judge(name);
        // The name of a type: AWS::ApiGateway::ApiKey
        if (strength == NameStrength.None || view.IsBefore(start, "::"u8))
            return;
        if (view.Place == Place.Key)
        {
            // Only a key that is nothing but a name says something about its value.
            if (start == view.Low && end == view.High && Siblings.ValueOf(view) is { } member)
                Add(view.To(member.End), member, new NamedValue(name, strength, true), rule, regions);
            return;
        }
        if (end == view.High && view.Place == Place.Value)
        {
            if (Siblings.Paired(view, start) is { } sibling)
                Add(view.To(sibling.End), sibling, new NamedValue(name, strength, true), rule, regions);
            return;
        }
        bool flag = n > 2 && name[0] == '-';
        if (Separator.Find(view, start, end, flag, strength, out Binding binding))
            AddBound(view, start, binding, name, strength, rule, regions);
        if (Siblings.BeforeName(view, start) is { } earlier)
            Add(view, earlier, new NamedValue(name, strength, true), rule, regions);
    }

    private static void AddBound(
        in View view,
        int start,
        Binding binding,
        ReadOnlySpan<byte> name,
        NameStrength strength,
        Rule rule,
        RegionList regions
    )
    {
        // In a sentence "pass" is what somebody does, unless it says what it is.
        bool verb = binding.IsProse && System.Text.Ascii.EqualsIgnoreCase(name, "pass"u8);
        if (verb && !view.IsBefore(binding.Value, "is "u8) && !view.IsBefore(binding.Value, "is: "u8))
            return;
        Value value = Value.Read(view, binding.Value, binding.Form);
        int sample = view.Crowd?.SampleOf(binding.Value, MaxText) ?? MaxText;
        if (!value.Quoted)
            view.Crowd?.Add(binding.Value, value.End);
        if (value.IsClosing(view) || (binding.InTag && view.Peek(value.End) != '<'))
            return;
        if (!value.Quoted && binding.IsBare && Enclosed(view, start, value) is { } enclosed)
            value = enclosed;
        if (IsCall(view, value, binding.Form))
            return;
        bool literal = value.Quoted || binding.IsProse || binding.InTag || IsLiteral(view, value, binding.Form, name);
        var named = new NamedValue(name, strength, literal)
        {
            Prose = binding.IsProse,
            Said = !verb && (binding.IsSaid || value.Quoted),
        };
        Add(view, value, named, rule, regions);
    }

    private static void Add(in View view, Value value, NamedValue named, Rule rule, RegionList regions)
    {
        Span<byte> text = stackalloc byte[named.Sample];
        int start = value.Start;
        int n = view.CopyFolded(start, value.End, text);
        if (n < 0)
            n = view.CopyAscii(start, value.End, text);
        // Spring says by what a password is hashed: by nothing.
        ReadOnlySpan<byte> plain = "{noop}"u8;
        if (n > plain.Length && text.StartsWith(plain))
        {
            start = view.RunEnd(start, Braced, plain.Length, out _);
            text = text[plain.Length..];
            n -= plain.Length;
        }
        if (n >= 34 && text.StartsWith("0x"u8) && Values.IsHex(text[2..n]))
        {
            if (!Placeholder.Is(text[2..n]))
                regions.Add(view, new Region(start + 2, value.End, Kinds.Of(named.Name, named.Strength), rule.Grade));
            return;
        }
        if (named.Prose && !IsPlausible(view, value, text[..n], named))
            return;
        if (!IsSame(text[..n], named.Name) && Values.IsSecret(text[..n], named.Strength, named.Literal))
            regions.Add(view, new Region(start, value.End, Kinds.Of(named.Name, named.Strength), rule.Grade));
    }

    // A word of a sentence or of a column; in code it may be an expression or a declaration.
    private static bool IsPlausible(in View view, Value value, ReadOnlySpan<byte> text, NamedValue named)
    {
        if (!value.Quoted && (text.Contains((byte)',') || References.Is(text)))
            return false;
        var reader = new Reader(view, value.End);
        reader.SkipBlanks();
        return reader.Peek != '(' && Prose.IsPlausible(text, named.Strength, named.Said, value.Quoted);
    }

    // A value that is its own name in another spelling is the name of something else: OAUTH2_SECRET: oauth2Secret
    private static bool IsSame(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name)
    {
        int i = 0;
        foreach (byte b in value)
        {
            if (!char.IsAsciiLetterOrDigit((char)b))
                continue;
            while (i < name.Length && !char.IsAsciiLetterOrDigit((char)name[i]))
                i++;
            if (i == name.Length || (name[i++] | 0x20) != (b | 0x20))
                return false;
        }
        return i > 0;
    }

    private static bool IsCall(in View view, Value value, ValueForm form) =>
        !value.Quoted
        && (
            view.Peek(value.End) is '(' or '['
            || (form != ValueForm.Line && view.Bytes(value.Start, value.End).ContainsAny((byte)'(', (byte)'['))
            || (value.End > value.Start && view[value.End - 1] is (byte)'(' or (byte)'[')
        );

    // Quotes around both name and value: "NAME=value with blanks". What is inside belongs to the value when it is a password.
    private static Value? Enclosed(in View view, int start, Value value)
    {
        if (value.End >= view.High || value.End <= value.Start || !Edge.IsQuoteBefore(view, start, out int quote, out int depth))
            return null;
        var reader = new Reader(view, value.End);
        if (reader.Peek == quote && reader.Depth == depth)
            return value with { Quoted = true };
        if (view.Peek(value.End) == '&')
            return null;
        Value whole = Value.ReadTo(view, value.Start, quote, depth);
        Span<byte> text = stackalloc byte[MaxEnclosed];
        int n = view.CopyFolded(whole.Start, whole.End, text);
        return n > 0 && whole.Quoted && Values.IsPassword(text[..n]) ? whole : null;
    }

    // In code a bare value may be a name; in settings it is a text.
    private static bool IsLiteral(in View view, Value value, ValueForm form, ReadOnlySpan<byte> name)
    {
        // A variable of the environment, or an option of a command.
        if (form is ValueForm.Line or ValueForm.Entry && (Names.IsVariable(name) || name[0] == '-'))
            return true;
        ReadOnlySpan<byte> text = view.Bytes(value.Start, value.End);
        bool member = IsMember(text);
        if (form == ValueForm.Line)
            return !member || text.Length >= 10;
        int next = view.Peek(value.End);
        if (next is ' ')
            return IsCell(view, value.End)
                || (form == ValueForm.Entry && !member && Value.IsNext(view, view.Next(value.End, out _)));
        // One of the pairs of a connection string.
        if (form == ValueForm.Entry && (next is ';' or '&' || (next == ',' && Value.IsNext(view, view.Next(value.End, out _)))))
            return true;
        // The end of its line, or of the text that holds it.
        return !member && next is '\n' or '\r' or '"' or '\'' or -1;
    }

    // The border of a table follows.
    private static bool IsCell(in View view, int at)
    {
        var reader = new Reader(view, at);
        reader.SkipBlanks(24);
        return reader.Peek is '|' or Logical.NonAscii;
    }

    // Words of code, joined by dots or underscores.
    private static bool IsMember(ReadOnlySpan<byte> text)
    {
        bool joined = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            joined |= b is (byte)'_' or (byte)'.';
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'_' or (byte)'.'))
                return false;
            if (b is >= (byte)'0' and <= (byte)'9' && (i == 0 || text[i - 1] == '.'))
                return false;
        }
        return joined;
    }

    private static int NameStart(in View view, int at)
    {
        int start = view.RunStart(at, Alphabet.Name, MaxName);
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
            // A dash of a sentence.
            if (p > start && view[p - 1] != '-' && view.Bytes(p, Math.Min(at, p + 2)).SequenceEqual("--"u8))
                start = p + 2;
        }
        return start;
    }

    private static int NameEnd(in View view, int after)
    {
        // What goes on longer is no name.
        int end = view.RunEnd(after, Alphabet.Name, MaxName + 1, out _);
        while (end > after && view[end - 1] is (byte)'.' or (byte)'-')
            end--;
        return end;
    }

    /// <summary>What is known about a value besides where it stands.</summary>
    private readonly ref struct NamedValue(ReadOnlySpan<byte> name, NameStrength strength, bool literal)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public NameStrength Strength { get; } = strength;

        /// <summary>Whether it is certainly no expression of code.</summary>
        public bool Literal { get; } = literal;

        /// <summary>How many characters of it are judged.</summary>
        public int Sample { get; init; } = MaxText;

        /// <summary>Whether only words join it to its name.</summary>
        public bool Prose { get; init; }

        /// <summary>Whether something sets it apart from the words around it.</summary>
        public bool Said { get; init; }
    }
}
