using System.Text;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the value that only words join to its name: <c>the password for the box is …</c></summary>
internal static class ProseSeparator
{
    private const int MaxWords = 6;
    private const int MaxWord = 24;
    private const int MaxAccount = 96;

    // What says that the value comes.
    private static readonly byte[][] Joints = Bytes("is: |is |was |lautet |ist |est |es |will be |to |auf |als |como |= |: |→ ");

    // What says so before the name: machine x login y password z.
    private static readonly byte[][] Accounts = Bytes("login |machine |user |username |passwd/");
    private static readonly byte[][] Fillers = Bytes("now |set to |still |currently |jetzt |nun |also |just ");

    /// <summary>Looks behind a name.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="start">Where the name starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="strength">What the name promises.</param>
    /// <param name="binding">What was found.</param>
    public static bool Find(in View view, int start, int end, NameStrength strength, out Binding binding)
    {
        binding = new Binding(end, ValueForm.Prose) { IsProse = true };
        if (strength < NameStrength.Weak)
            return false;
        var reader = new Reader(view, end);
        int from = reader.At;
        if (reader.SkipBlanks(24) == 0)
            return false;
        // A column of a table, or a value in quotes right behind its name.
        bool column = view.Bytes(from, reader.At).Contains((byte)'\t') || reader.At - from > 1 || view[from] == '\\';
        bool joined = Joined(ref reader, view);
        for (int word = 0; !joined && word < MaxWords && strength == NameStrength.Password && SkipWord(ref reader, view); word++)
            joined = Joined(ref reader, view);
        if (!joined)
        {
            reader.At = from;
            reader.SkipBlanks(24);
            bool plain = !column && !IsDirective(view, start, end);
            if (strength != NameStrength.Password && plain && reader.Peek is not ('"' or '\'' or '`'))
                return false;
        }
        reader.SkipBlanks();
        bool account = IsAccount(view, start);
        // Routers say by a figure how a password is written.
        _ = account && (reader.TryTake("0 "u8) || reader.TryTake("7 "u8));
        bool listed = column || account || IsDirective(view, start, end);
        // A full stop ends a sentence, but no cell and no entry of a file.
        binding = new Binding(reader.At, listed ? ValueForm.Entry : ValueForm.Prose)
        {
            IsProse = true,
            IsSaid = joined || listed,
        };
        return true;
    }

    // A line of settings that begins with a name of several words: api_token …
    private static bool IsDirective(in View view, int start, int end) =>
        view.Bytes(start, end).Contains((byte)'_') && Separator.IsLineStart(view, start);

    private static bool IsAccount(in View view, int start)
    {
        ReadOnlySpan<byte> line = view.Bytes(Math.Max(view.Low, start - MaxAccount), start);
        foreach (byte[] word in Accounts)
        {
            if (line.IndexOf(word) >= 0)
                return true;
        }
        return false;
    }

    // "is" in other languages, of a letter outside ASCII and perhaps another: é, è, är
    private static bool TakeIs(ref Reader reader, in View view)
    {
        if (reader.Peek != Logical.NonAscii)
            return false;
        int next = view.NextRune(reader.At, out Rune rune);
        if (view.Peek(next) == 'r')
            next = view.Next(next, out _);
        if (!Folded.IsWordLetter(rune) || view.Peek(next) != ' ')
            return false;
        reader.At = view.Next(next, out _);
        return true;
    }

    private static bool Joined(ref Reader reader, in View view)
    {
        if (!TakeAny(ref reader, Joints) && !TakeIs(ref reader, view))
            return false;
        TakeAny(ref reader, Fillers);
        return true;
    }

    private static bool TakeAny(ref Reader reader, byte[][] texts)
    {
        foreach (byte[] text in texts)
        {
            if (reader.TryTake(text))
                return true;
        }
        return false;
    }

    private static bool SkipWord(ref Reader reader, in View view)
    {
        int n = 0;
        for (; n < MaxWord && !reader.IsEnd; n++)
        {
            int next = view.NextRune(reader.At, out Rune rune);
            if (!Rune.IsLetterOrDigit(rune) && rune.Value is not ('-' or '_' or '.' or '@'))
                break;
            reader.At = next;
        }
        return n > 0 && (reader.SkipBlanks(2) > 0 || reader.Peek == ':');
    }

    private static byte[][] Bytes(string texts) => [.. texts.Split('|').Select(Encoding.ASCII.GetBytes)];
}
