using System.Globalization;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>The shape of what follows a prefix, as runs of alphabets and fixed texts: <c>w{22}'_'w{59}</c>.</summary>
/// <remarks>
/// A letter names an alphabet (see <see cref="Alphabet.Named"/>) and stands for its longest run, of <c>{n}</c>,
/// <c>{n,m}</c> or <c>{n,}</c> characters. Matching never goes back, so it is linear whatever the input.
/// </remarks>
internal sealed class Body
{
    private const int Unbounded = 4096;

    // How far beyond its length a last run is followed, to tell a longer token from something else.
    private const int Beyond = 1024;

    // How many characters tell nearly every word from a token.
    private const int Glanced = 16;
    private readonly Step[] _steps;

    private Body(string pattern, Step[] steps)
    {
        Pattern = pattern;
        _steps = steps;
        foreach (Step step in steps)
            (MinLength, MaxLength) = (MinLength + step.Min, Math.Min(MaxLength + step.Max, Unbounded));
    }

    private sealed record Step(Alphabet Set, byte[] Text, int Min, int Max);

    /// <summary>The shape as written in the row.</summary>
    public string Pattern { get; }

    /// <summary>The number of characters of the shortest match.</summary>
    public int MinLength { get; }

    /// <summary>The number of characters of the longest match.</summary>
    public int MaxLength { get; }

    /// <summary>How a match is brought to the form that is fingerprinted: what percent escapes may stand in is undone.</summary>
    public Scanning.Form Form => Array.Exists(_steps, step => IsEscapable(step)) ? Scanning.Form.Percent : Scanning.Form.Plain;

    /// <summary>The alphabet of the last run.</summary>
    public Alphabet Last => _steps[^1].Set;

    /// <summary>The characters that a match may begin with.</summary>
    public string First => _steps[0].Text.Length > 0 ? ((char)_steps[0].Text[0]).ToString() : _steps[0].Set.Members();

    /// <summary>Tells from raw bytes whether the first run may be there, or a piece of it.</summary>
    public bool MayStart(ReadOnlySpan<byte> data, int at)
    {
        Step first = _steps[0];
        int needed = Math.Min(first.Min, Glanced);
        for (int i = 0; i < needed; i++)
        {
            if (at + i >= data.Length)
                return false;
            byte b = data[at + i];
            if (first.Text.Length > 0 ? b != first.Text[i] : !first.Set.Contains(b))
                return b == '%' || TokenPieces.MayGoOn(data, at, at + i);
        }
        return true;
    }

    /// <summary>Reads a shape.</summary>
    /// <exception cref="FormatException">It breaks the grammar.</exception>
    public static Body Parse(string pattern)
    {
        List<Step> steps = [];
        int p = 0;
        while (p < pattern.Length)
        {
            char c = pattern[p++];
            if (c == '\'')
            {
                int close = pattern.IndexOf('\'', p);
                string text = close < 0 ? throw new FormatException(pattern) : pattern[p..close];
                p = close + 1;
                bool optional = p < pattern.Length && pattern[p] == '?';
                p += optional ? 1 : 0;
                steps.Add(new Step(default, System.Text.Encoding.ASCII.GetBytes(text), optional ? 0 : text.Length, text.Length));
                continue;
            }
            int end = pattern.IndexOf('}', p);
            if (end < 0 || pattern[p] != '{')
                throw new FormatException(pattern);
            string[] bounds = pattern[(p + 1)..end].Split(',');
            int min = int.Parse(bounds[0], CultureInfo.InvariantCulture);
            int max =
                bounds.Length == 1 ? min
                : bounds[1].Length == 0 ? Unbounded
                : int.Parse(bounds[1], CultureInfo.InvariantCulture);
            steps.Add(new Step(Alphabet.Named(c), [], min, max));
            p = end + 1;
        }
        return new Body(pattern, [.. steps]);
    }

    /// <summary>Follows the shape from a position as far as it goes.</summary>
    public BodyMatch Match(in View view, int at)
    {
        int p = at;
        int length = 0;
        int leadEnd = at;
        for (int i = 0; i < _steps.Length; i++)
        {
            Step step = _steps[i];
            if (step.Text.Length > 0)
            {
                int next = Follow(view, p, step.Text);
                if (next < 0 && step.Min > 0)
                    return new BodyMatch(BodyFit.Short, p, length);
                if (next >= 0)
                    (p, length) = (next, length + step.Text.Length);
                leadEnd = i == 0 ? p : leadEnd;
                continue;
            }
            bool last = i == _steps.Length - 1;
            int start = p;
            // The last run is taken whole, to see that it is not longer than the shape allows.
            p = RunEnd(view, start, step.Set, last ? step.Max + Beyond : step.Max, out int run);
            length += run;
            if (run < step.Min)
                return new BodyMatch(BodyFit.Short, p, length);
            if (run > step.Max)
                return new BodyMatch(BodyFit.Long, p, length) { Longest = Skip(view, start, step.Max, step.Set) };
        }
        bool glued = Alphabet.Alphanumeric.Contains(view.Peek(p));
        return new BodyMatch(glued ? BodyFit.Glued : BodyFit.Whole, p, length) { LeadEnd = leadEnd };
    }

    // As in a view, but a percent escape of a character of the alphabet is that character.
    private static int RunEnd(in View view, int at, in Alphabet set, int max, out int length)
    {
        int p = view.RunEnd(at, set, max, out length);
        while (length < max && Escaped(view, p, out int c) is > 0 and int next && set.Contains(c))
        {
            p = view.RunEnd(next, set, max - length - 1, out int more);
            length += more + 1;
        }
        return p;
    }

    private static int Skip(in View view, int at, int characters, in Alphabet set)
    {
        for (int i = 0; i < characters; i++)
            at =
                !set.Contains('%') && Escaped(view, at, out int c) is > 0 and int next && set.Contains(c)
                    ? next
                    : view.Next(at, out _);
        return at;
    }

    private static int Follow(in View view, int at, byte[] text)
    {
        foreach (byte expected in text)
        {
            if (at >= view.High)
                return -1;
            int next = view.Next(at, out int c);
            if (c == '%' && expected != '%' && Escaped(view, at, out int escaped) is > 0 and int after)
                (next, c) = (after, escaped);
            if (c != expected)
                return -1;
            at = next;
        }
        return at;
    }

    // Reads a percent escape of punctuation; returns the position after it, or 0.
    private static int Escaped(in View view, int at, out int character)
    {
        character = 0;
        if (view.Peek(at) != '%')
            return 0;
        int digits = view.Next(at, out _);
        int end = Math.Min(view.High, digits + 2);
        return
            Logical.Hex(view.Bytes(digits, end), 0, 2, end - digits, out character) && !Alphabet.Alphanumeric.Contains(character)
            ? end
            : 0;
    }

    private static bool IsEscapable(in Step step) =>
        step.Text.Length > 0
            ? Array.Exists(step.Text, b => !Alphabet.UrlSafe.Contains(b) && b != '.' && b != '~')
            : !step.Set.Contains('%') && (step.Set.Contains('+') || step.Set.Contains('/') || step.Set.Contains('='));
}

/// <summary>How far a shape could be followed.</summary>
/// <param name="Fit">Whether all of it was there.</param>
/// <param name="End">The raw position where it stopped.</param>
/// <param name="Length">The number of characters.</param>
internal readonly record struct BodyMatch(BodyFit Fit, int End, int Length)
{
    /// <summary>For a run that is too long: where the longest allowed one ends.</summary>
    public int Longest { get; init; }

    /// <summary>Where the fixed text that the shape begins with ends; its start when there is none.</summary>
    public int LeadEnd { get; init; }
}

/// <summary>Whether a shape was there.</summary>
internal enum BodyFit : byte
{
    /// <summary>All of it, and nothing that could belong to it follows.</summary>
    Whole,

    /// <summary>It ended before its time.</summary>
    Short,

    /// <summary>The last run is longer than the shape allows.</summary>
    Long,

    /// <summary>All of it, but a letter or digit outside its alphabet follows.</summary>
    Glued,
}
