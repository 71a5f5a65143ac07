using Reprise.Masking.Reading;
using Reprise.Masking.Rules;

namespace Reprise.Masking.Personal;

/// <summary>Finds e-mail addresses, also with the sign percent-encoded.</summary>
/// <remarks>The end of the domain tells them from packages with versions, decorators and paths of machines.</remarks>
internal sealed class EmailPattern : TextPattern
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 253;
    private const int MaxUserInfo = 128;
    private const string EncodedSign = "%40";

    public override string Kind => "email-address";

    public override Grade Grade => Grade.Weak;

    public override string Identity => "email-address:1";

    public override bool TryFind(in Passage passage, int from, out TextMatch match)
    {
        ReadOnlySpan<char> text = passage.Text;
        for (int p = from; p < text.Length; p++)
        {
            int sign = text[p..].IndexOfAny('@', '%');
            if (sign < 0)
                break;
            p += sign;
            int domain =
                p
                + (
                    text[p] == '@' ? 1
                    : text[p..].StartsWith(EncodedSign) ? EncodedSign.Length
                    : 0
                );
            if (domain == p || !TryReadDomain(text, domain, out int end))
                continue;
            int start = LocalStart(text, from, p);
            passage.Sight.Begin(Math.Max(0, start - 1), Math.Min(text.Length, end + 2));
            if (start == p || MailNames.IsNobody(text[start..p], text[domain..end]) || IsUserInfo(passage, start))
                continue;
            match = new TextMatch(start, end);
            return true;
        }
        match = default;
        return false;
    }

    private static int LocalStart(ReadOnlySpan<char> text, int from, int at)
    {
        int start = at;
        int low = Math.Max(from, at - MaxLocal);
        while (start > low && IsLocal(text[start - 1]))
            start--;
        // What marks a line of a patch or a list, and the two figures of a percent escape.
        if (start >= 1 && text[start - 1] == '%' && at - start > 2)
            start += 2;
        while (start < at && text[start] is '.' or '+' or '-')
            start++;
        return start < at && text[at - 1] == '.' ? at : start;
    }

    // The domain reaches as far as there are labels; it is the longest start of them whose last label is a known end.
    private static bool TryReadDomain(ReadOnlySpan<char> text, int at, out int end)
    {
        end = -1;
        int label = at;
        int limit = Math.Min(text.Length, at + MaxDomain);
        int labels = 0;
        for (int p = at; p <= limit; p++)
        {
            if (p < limit && IsDomain(text[p]))
                continue;
            if (p == label || text[label] == '-' || text[p - 1] == '-')
                break;
            if (p < limit && text[p] is '_' or '@')
                break;
            if (++labels > 1 && MailNames.IsTop(text[label..p], labels))
                end = p;
            if (p == limit || text[p] != '.')
                break;
            label = p + 1;
        }
        return end >= 0;
    }

    // https://user:password@host
    private static bool IsUserInfo(in Passage passage, int start)
    {
        int low = Math.Max(0, start - MaxUserInfo);
        int p = start;
        while (
            p > low
            && !char.IsWhiteSpace(passage[p - 1])
            && passage[p - 1] is not ('/' or '?' or '#' or '"' or '\'' or '<' or '>')
        )
            p--;
        return p >= 2 && passage[p - 1] == '/' && passage[p - 2] == '/';
    }

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-' || IsForeign(c);

    private static bool IsDomain(char c) => char.IsAsciiLetterOrDigit(c) || c == '-' || IsForeign(c);

    private static bool IsForeign(char c) => c >= 128 && char.IsLetter(c);
}
