using System.Text;

namespace Reprise.Searching;

/// <summary>Cuts a piece out of a message, around the first match.</summary>
internal static class SnippetBuilder
{
    /// <summary>The length of a snippet of one line, in characters.</summary>
    public const int LineLength = 200;

    private const int MaxLineLength = 400;
    private const int BeforeLength = 60;
    private const int WordLength = 24;
    private const char Cut = '…';

    /// <summary>Makes a snippet of one line: every run of white space is one space.</summary>
    public static Snippet Line(MatchedText matched) => Build(matched, int.MinValue);

    /// <summary>Makes a snippet of the line with the first match and the lines around it.</summary>
    /// <param name="matched">The message.</param>
    /// <param name="around">The number of lines before and after.</param>
    public static Snippet Lines(MatchedText matched, int around) => Build(matched, Math.Max(0, around));

    private static Snippet Build(MatchedText matched, int around)
    {
        string text = matched.Text;
        TextSpan first = matched.Matches.Count > 0 ? matched.Matches[0] : default;
        var writer = new Writer(matched);
        if (around < 0)
        {
            writer.Append(Window(text, first, LineLength, 0, text.Length));
            return writer.Complete();
        }
        int matchLine = LineStart(text, first.Start);
        int line = matchLine;
        for (int i = 0; i < around && line > 0; i++)
            line = LineStart(text, line - 1);
        for (int after = 0; line < text.Length && after <= around; line = LineEnd(text, line) + 1)
        {
            int end = LineEnd(text, line);
            writer.NewLine();
            TextSpan shown = line == matchLine ? first : new TextSpan(line, 0);
            writer.Append(Window(text, shown, MaxLineLength, line, end));
            // A match over several lines is shown whole, as far as it fits.
            if (end >= first.End || line > matchLine + MaxLineLength)
                after++;
        }
        return writer.Complete();
    }

    /// <summary>Chooses what is shown of a run of text so that a match is in it.</summary>
    private static (int From, int To, bool IsCutBefore, bool IsCutAfter) Window(
        string text,
        TextSpan match,
        int length,
        int start,
        int end
    )
    {
        if (end - start <= length)
            return (start, end, false, false);
        int from = Math.Max(start, Math.Min(match.Start - BeforeLength, end - length));
        int to = Math.Min(end, from + length);
        if (from > start)
            from = WordStart(text, from, Math.Min(from + WordLength, match.Start));
        if (to < end)
            to = WordEnd(text, to, Math.Max(to - WordLength, Math.Min(match.End, to)));
        return (from, to, from > start, to < end);
    }

    private static int WordStart(string text, int at, int limit)
    {
        for (int i = at; i < limit; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                return i + 1;
        }
        return char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private static int WordEnd(string text, int at, int limit)
    {
        for (int i = at; i > limit; i--)
        {
            if (char.IsWhiteSpace(text[i]))
                return i;
        }
        return char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', Math.Min(at, text.Length) - 1) + 1;

    private static int LineEnd(string text, int at)
    {
        int end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Writes the pieces and moves the matches with them.</summary>
    private sealed class Writer(MatchedText matched)
    {
        private readonly StringBuilder _text = new();
        private readonly List<TextSpan> _matches = [];
        private int _next;
        private int _open = -1;
        private bool _hasLine;

        public void NewLine()
        {
            if (_hasLine)
                _text.Append('\n');
            _hasLine = true;
        }

        public void Append((int From, int To, bool IsCutBefore, bool IsCutAfter) piece)
        {
            if (piece.IsCutBefore)
                _text.Append(Cut);
            int lineStart = _text.Length;
            bool isPending = false;
            for (int i = piece.From; i < piece.To; )
            {
                while (_next < matched.Matches.Count && matched.Matches[_next].End <= i)
                {
                    CloseMatch();
                    _next++;
                }
                int hidden = PlainText.Hidden(matched.Text.AsSpan(i, piece.To - i));
                if (hidden > 0)
                {
                    i += hidden;
                    continue;
                }
                char c = matched.Text[i];
                bool isSpace = char.IsWhiteSpace(c);
                if (isSpace && !_hasLine)
                {
                    isPending = true;
                    i++;
                    continue;
                }
                if (isPending && _text.Length > lineStart)
                    _text.Append(' ');
                isPending = false;
                if (_open < 0 && _next < matched.Matches.Count && matched.Matches[_next].Start <= i)
                    _open = _text.Length;
                _text.Append(isSpace ? ' ' : c);
                i++;
            }
            CloseMatch();
            if (piece.IsCutAfter)
                _text.Append(Cut);
        }

        public Snippet Complete() => new(_text.ToString(), _matches);

        private void CloseMatch()
        {
            if (_open >= 0 && _text.Length > _open)
                _matches.Add(new TextSpan(_open, _text.Length - _open));
            _open = -1;
        }
    }
}
