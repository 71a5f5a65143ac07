using System.Text;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Finds what joins a name to its value: equals, colon, arrow, a table cell, a tag, a call, a word.</summary>
internal static class Separator
{
    private const int MaxBridge = 48;
    private const int MaxClosers = 8;
    private const int MaxSetter = 96;
    private const int MaxMembers = 4;
    private const int MaxAttribute = 12;

    private static readonly WordSet Verbs = new(
        """
        get find fetch load read reset validate verify check hash encrypt decrypt compare match is has test forgot generate create make
        parse decode encode revoke delete remove by add with to from on for new next peek accept expect consume require use send log
        print assert query select count split join map filter sort render token password secret key auth
        """
    );
    private static readonly Alphabet Closers = new("\"'`])*}?!");
    private static readonly Alphabet Quotes = new("\"'`");

    // What closes the tag of a name, and what opens that of its value.
    private static readonly (byte[] Close, byte[] Open)[] Tags =
    [
        .. new[] { "</key> <string>", "</name> <value>", "</string> <string>", "</param-name> <param-value>" }
            .Select(pair => pair.Split(' '))
            .Select(pair => (Encoding.ASCII.GetBytes(pair[0]), Encoding.ASCII.GetBytes(pair[1]))),
    ];

    // Options of commands that stand between a name and its value.
    private static readonly byte[][] ValueOptions =
    [
        .. new[] { "--body", "--value", "--secret-string", "-b" }.Select(Encoding.ASCII.GetBytes),
    ];

    // ENV NAME value, setx NAME value, aws configure set NAME value
    private static readonly byte[][] Directives =
    [
        .. new[] { "ENV ", "ARG ", "setx ", "setenv ", " set ", "g:set ", " -x ", " -gx ", " -Ux ", " add ", "--secret " }.Select(
            Encoding.ASCII.GetBytes
        ),
    ];

    /// <summary>Looks behind a name.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="start">Where the name starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="flag">Whether it is an option of a command line, whose value may follow a blank.</param>
    /// <param name="strength">What the name promises.</param>
    /// <param name="binding">What was found.</param>
    public static bool Find(in View view, int start, int end, bool flag, NameStrength strength, out Binding binding)
    {
        binding = new Binding(end, ValueForm.Code);
        var reader = new Reader(view, end);
        bool quoted = TakeClosers(ref reader, out int closed);
        int blanks = reader.SkipBlanks();
        bool bare = blanks == 0 && closed == 0;
        switch (reader.Peek)
        {
            case '=':
                if (!TakeEquals(ref reader, view, start, bare, IsVariable(view, start, end), ref binding))
                    return false;
                break;
            case ':' when view.IsBefore(start, "${"u8):
                if (!TakeDefault(ref reader))
                    return false;
                binding = binding with { Form = ValueForm.Entry };
                break;
            case ':':
                if (!TakeColon(ref reader, quoted, IsInList(view, start)))
                    return false;
                if (quoted)
                    TakeObject(ref reader);
                binding = binding with { Form = closed == 0 && IsLineStart(view, start) ? ValueForm.Entry : ValueForm.Code };
                break;
            case '-' when reader.TryTake("->"u8):
            case '-' when view.IsBefore(start, "${"u8) && reader.TryTake('-'):
            case '%' when reader.TryTake("%3d"u8):
            case ',' when quoted ? TakeComma(ref reader) : reader.TryTake(",parametervalue="u8):
            case Logical.NonAscii when TakeSign(ref reader, view):
                break;
            case '|':
                if (!TakeBar(ref reader, ref binding))
                    return false;
                break;
            case '?' or '!' or '+':
                if (!TakeOperator(ref reader, ref binding))
                    return false;
                break;
            case '<' when blanks > 0 && reader.TryTake("<-"u8):
                break;
            case '<' when closed == 0 && TakeTags(ref reader, view):
                binding = binding with { InTag = true };
                break;
            case '{' when reader.TryTake("{ get; "u8):
                if (!TakeAccessors(ref reader))
                    return false;
                break;
            case '(' when bare && IsSetter(view, start, end):
                reader.Take();
                binding = binding with { NeedsQuotes = true };
                break;
            case '>' when quoted || (closed == 0 && IsTag(view, start)):
                reader.Take();
                binding = binding with { InTag = !quoted || IsAttribute(view, start) };
                if (!quoted)
                    TakeInnerTag(ref reader, view);
                break;
            case '.' when quoted && MemberCall.Take(ref reader):
            case 'w' when quoted && reader.TryTake("with "u8):
            case 'o' when quoted && reader.TryTake("or "u8):
                binding = binding with { NeedsQuotes = true };
                break;
            default:
                if (quoted || reader.Peek is '\n' or '\r' or '{')
                {
                    if (Bridge(ref reader))
                        break;
                    return ProseSeparator.Find(view, start, end, strength, out binding);
                }
                if (blanks == 0 || !(flag || IsDirective(view, start, end)))
                    return ProseSeparator.Find(view, start, end, strength, out binding);
                TakeOption(ref reader);
                binding = binding with { Form = ValueForm.Line };
                break;
        }
        SkipMarks(ref reader);
        if (binding.NeedsQuotes && !Quotes.Contains(reader.Peek))
            return false;
        binding = binding with { Value = reader.At, IsBare = closed == 0 };
        return true;
    }

    private static bool TakeClosers(ref Reader reader, out int closed)
    {
        bool quoted = false;
        for (closed = 0; closed < MaxClosers; closed++)
        {
            int c = reader.Peek;
            if (reader.TryTakeEntity(out _) || Quotes.Contains(c))
                quoted = true;
            else if (!Closers.Contains(c))
                break;
            if (Closers.Contains(c))
                reader.Take();
        }
        return quoted;
    }

    private static bool TakeEquals(ref Reader reader, in View view, int start, bool bare, bool isVariable, ref Binding binding)
    {
        reader.Take();
        if (reader.Peek == '~')
            return false;
        // A comparison with a text gives it away as an assignment does.
        while (reader.TryTake('='))
            binding = binding with { NeedsQuotes = true };
        reader.TryTake('>');
        if (bare && isVariable && IsLineStart(view, start))
            binding = binding with { Form = ValueForm.Line };
        else if (bare)
            binding = binding with { Form = ValueForm.Entry };
        return true;
    }

    private static bool TakeColon(ref Reader reader, bool quoted, bool inList)
    {
        reader.Take();
        if (reader.Peek == ':' || (reader.Peek == '/' && !quoted) || (inList && Alphabet.Alphanumeric.Contains(reader.Peek)))
            return false;
        reader.TryTake('=');
        SkipType(ref reader);
        return true;
    }

    // "adminPassword": { "value": "…" }, "db_password": { "sensitive": true, "type": "string", "value": "…" }
    private static void TakeObject(ref Reader reader)
    {
        int from = reader.At;
        reader.SkipBlanks();
        if (!reader.TryTake('{'))
        {
            reader.At = from;
            return;
        }
        for (int member = 0; member < MaxMembers; member++)
        {
            reader.SkipSpace();
            if (IsPairWord(ref reader))
                return;
            int n = 0;
            for (; n < MaxBridge && reader.Peek is not (',' or '{' or '}' or '[' or -1); n++)
                reader.Take();
            if (!reader.TryTake(','))
                break;
        }
        reader.At = from;
    }

    // A name in a tag, its value in the next: <key>…</key><string>, <name>…</name><value>
    private static bool TakeTags(ref Reader reader, in View view)
    {
        int from = reader.At;
        foreach ((byte[] close, byte[] open) in Tags)
        {
            if (reader.TryTake(close))
            {
                reader.At = Armour.SkipNoise(view, reader.At);
                if (reader.TryTake(open))
                    return true;
                reader.At = from;
            }
        }
        return false;
    }

    // <property name="db.password">…
    private static bool IsAttribute(in View view, int start)
    {
        int from = Math.Max(view.Low, start - MaxAttribute);
        return view.LastIndexOf(from, start, "name="u8) >= 0 || view.LastIndexOf(from, start, "key="u8) >= 0;
    }

    // <AdministratorPassword><Value>…
    private static void TakeInnerTag(ref Reader reader, in View view)
    {
        int from = reader.At;
        reader.At = Armour.SkipNoise(view, reader.At);
        if (!reader.TryTake("<value>"u8))
            reader.At = from;
    }

    // arn:aws:…:secret:name and image:token:tag are lists, not assignments.
    private static bool IsInList(in View view, int start) =>
        start - 1 > view.Low && view[start - 1] == ':' && view[start - 2] > ' ';

    private static bool IsVariable(in View view, int start, int end) => Names.IsVariable(view.Bytes(start, end));

    // ${NAME:-value} and ${NAME:=value} have a value, ${NAME:?message} has none.
    private static bool TakeDefault(ref Reader reader)
    {
        reader.Take();
        return reader.TryTake('-') || reader.TryTake('=');
    }

    private static bool TakeComma(ref Reader reader)
    {
        reader.Take();
        reader.SkipSpace();
        return IsPairWord(ref reader) || Quotes.Contains(reader.Peek);
    }

    // Borders of tables that are drawn, arrows, and the signs of East Asian texts.
    private static bool TakeSign(ref Reader reader, in View view)
    {
        int next = view.NextRune(reader.At, out Rune rune);
        if (rune.Value is not ('│' or '┃' or '║' or '┆' or '┊' or '→' or '：' or '＝'))
            return false;
        reader.At = next;
        return true;
    }

    // A cell has blanks around it: what follows a bar at once is another choice of a pattern.
    private static bool TakeBar(ref Reader reader, ref Binding binding)
    {
        reader.Take();
        if (reader.TryTake('|'))
            binding = binding with { NeedsQuotes = !reader.TryTake('=') };
        return reader.Peek is ' ' or '\t' || binding.NeedsQuotes;
    }

    // ?= and += assign, != compares, ?? and ?: choose between expressions.
    private static bool TakeOperator(ref Reader reader, ref Binding binding)
    {
        int first = reader.Take();
        if (reader.TryTake('='))
        {
            while (reader.TryTake('=')) { }
            binding = binding with { NeedsQuotes = first == '!' };
            return true;
        }
        binding = binding with { NeedsQuotes = true };
        return first == '?' && (reader.TryTake('?') || reader.TryTake(':'));
    }

    // { get; private set; } = value
    private static bool TakeAccessors(ref Reader reader)
    {
        for (int n = 0; n < MaxBridge && reader.Peek is (>= 'a' and <= 'z') or ' ' or ';'; n++)
            reader.Take();
        if (!reader.TryTake('}'))
            return false;
        reader.SkipBlanks();
        return reader.TryTake('=');
    }

    // A method of a builder that is called like a member; one that does something begins with a verb.
    private static bool IsSetter(in View view, int start, int end)
    {
        Span<byte> name = stackalloc byte[MaxSetter];
        int n = view.Copy(start, end, name);
        if (n <= 0 || name[..n].LastIndexOf((byte)'.') < 0)
            return false;
        name = name[(name[..n].LastIndexOf((byte)'.') + 1)..n];
        Span<char> word = stackalloc char[MaxSetter];
        int length = 0;
        while (length < name.Length && char.IsAsciiLetterLower((char)name[length]))
            word[length] = (char)name[length++];
        return length == name.Length
            ? NameWords.Password.Contains(word[..length])
            : length > 0 && !Verbs.Contains(word[..length]);
    }

    private static void TakeOption(ref Reader reader)
    {
        foreach (byte[] option in ValueOptions)
        {
            if (!reader.TryTake(option))
                continue;
            if (!reader.TryTake('='))
                reader.SkipBlanks();
            return;
        }
    }

    // Bold text in Markdown closes after the separator.
    private static void SkipMarks(ref Reader reader)
    {
        reader.SkipBlanks();
        while (reader.Peek == '*')
            reader.Take();
        reader.SkipBlanks();
    }

    private static void SkipType(ref Reader reader)
    {
        int start = reader.At;
        reader.SkipBlanks();
        _ = reader.TryTake('&');
        _ = reader.TryTake("'static "u8);
        if (
            (reader.TryTake("string"u8) || reader.TryTake("secretstr"u8) || reader.TryTake("str"u8))
            && (reader.SkipBlanks() >= 0)
            && reader.TryTake('=')
        )
            return;
        reader.At = start;
    }

    // Name and value are attributes of one thing: name: X, value: "…"
    private static bool Bridge(ref Reader reader)
    {
        int from = reader.At;
        for (int n = 0; n < MaxBridge && !reader.IsEnd; n++)
        {
            int c = reader.Peek;
            if (c is 'v' or 'V' or 'd' && IsPairWord(ref reader))
                return true;
            if (
                c is not (' ' or '\t' or '\n' or '\r' or '{' or '"' or '\'' or ',' or '-' or '+' or '→')
                && !(c is >= '0' and <= '9' || c == Logical.NonAscii)
            )
                break;
            reader.Take();
        }
        reader.At = from;
        return false;
    }

    private static bool IsPairWord(ref Reader reader)
    {
        int from = reader.At;
        if (reader.Peek is '"' or '\'')
            reader.Take();
        if (reader.TryTake("with: "u8))
            return true;
        if (reader.TryTake("value"u8) || reader.TryTake("default"u8) || reader.TryTake("parametervalue"u8))
        {
            if (reader.Peek is '"' or '\'')
                reader.Take();
            reader.SkipBlanks();
            if (reader.TryTake('=') || reader.TryTake(':'))
                return true;
        }
        reader.At = from;
        return false;
    }

    private static bool IsTag(in View view, int start) =>
        (start > view.Low && view[start - 1] is (byte)'<')
        || (start >= view.Low + 6 && view[start - 1] is (byte)'c' or (byte)'C' && Edge.IsEscapeEnd(view, start));

    private static bool IsDirective(in View view, int start, int end) =>
        (
            view.Bytes(start, end).ContainsAnyInRange((byte)'A', (byte)'Z')
            || view.Bytes(start, end).ContainsAny((byte)'_', (byte)'-')
        ) && IsAnyBefore(view, SkipNamespace(view, start), Directives);

    // pulumi config set --secret stack:name value
    private static int SkipNamespace(in View view, int start)
    {
        if (!view.IsBefore(start, ":"u8))
            return start;
        return view.RunStart(start - 1, Alphabet.Name, MaxSetter);
    }

    private static bool IsAnyBefore(in View view, int start, byte[][] texts)
    {
        foreach (byte[] text in texts)
        {
            if (view.IsBefore(start, text))
                return true;
        }
        return false;
    }

    /// <summary>Tells whether nothing but marks of viewers and shells stands before a name on its line.</summary>
    public static bool IsLineStart(in View view, int start)
    {
        int p = start;
        int low = Math.Max(view.Low, start - 48);
        if (p - 7 >= low && view.IsBefore(p, "export "u8))
            p -= 7;
        while (
            p > low
            && view.Glimpse(p - 1)
                is (byte)' '
                    or (byte)'+'
                    or (byte)'-'
                    or (byte)'\t'
                    or (byte)'#'
                    or >= 0x80
                    or (>= (byte)'0' and <= (byte)'9')
                    or (byte)':'
                    or (byte)'|'
        )
            p--;
        return p <= view.Low || (p > low && Edge.IsLineStart(view, p)) || (p > low && view.IsBefore(p, "\\t"u8));
    }
}
