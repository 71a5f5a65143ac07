using System.Net;
using System.Net.Sockets;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;

namespace Reprise.Masking.Personal;

/// <summary>Finds public IP addresses; versions, networks and addresses that everybody has or knows are left alone.</summary>
internal sealed class IpAddressPattern : TextPattern
{
    private const int MaxLength = 45;
    private const string Characters = "0123456789abcdefABCDEF.:";

    public override string Kind => "ip-address";

    public override Grade Grade => Grade.Weak;

    public override string Identity => "ip-address:1";

    public override bool TryFind(in Passage passage, int from, out TextMatch match)
    {
        ReadOnlySpan<char> text = passage.Text;
        int p = from;
        while (p < text.Length)
        {
            int found = text[p..].IndexOfAny('.', ':');
            if (found < 0)
                break;
            int start = p + found;
            while (start > p && Characters.Contains(text[start - 1], StringComparison.Ordinal))
                start--;
            int end = p + found;
            while (end < text.Length && Characters.Contains(text[end], StringComparison.Ordinal))
                end++;
            p = end;
            passage.Sight.Begin(start, end);
            // Of a port behind it, a full stop, a label before it.
            int last = end;
            while (last > start && text[last - 1] is '.' or ':')
                last--;
            if (!TryTrim(passage, ref start, ref last))
                continue;
            match = new TextMatch(start, last);
            return true;
        }
        match = default;
        return false;
    }

    private static bool TryTrim(in Passage passage, ref int start, ref int end)
    {
        ReadOnlySpan<char> run = passage.Text[start..end];
        if (run.Length is < 7 or > MaxLength + 8)
            return false;
        if (!run.Contains('.') && (run.Contains("::", StringComparison.Ordinal) || run.Count(':') >= 7))
            return !IsPart(passage, start, end) && IsPublic6(run);
        // ip:34.120.7.8:443
        int colon = run.LastIndexOf(':');
        if (colon >= 0 && !run[(colon + 1)..].Contains('.'))
            end = start + colon;
        start += passage.Text[start..end].LastIndexOf(':') + 1;
        return !IsPart(passage, start, end)
            && PublicAddresses.IsHost(passage.Text[start..end])
            && !IsVersionOrNetwork(passage, start, end);
    }

    private static bool IsPublic6(ReadOnlySpan<char> run) =>
        IPAddress.TryParse(run, out IPAddress? address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && PublicAddresses.IsHost(address);

    private static bool IsPart(in Passage passage, int start, int end)
    {
        char before = passage[start - 1];
        char after = passage[end];
        return Digits.IsWord(before)
            || before is '-' or '.' or '$' or '+'
            || Digits.IsWord(after)
            || (after is '-' or '.' or '+' && Digits.IsWord(passage[end + 1]));
    }

    // Chrome/120.0.6099.1, pkg==34.1.2.3, ^34.1.2.3, version 34.1.2.3, 34.120.0.0/16
    private static bool IsVersionOrNetwork(in Passage passage, int start, int end)
    {
        char before = passage[start - 1];
        return (before == '/' && passage[start - 2] != '/' && Digits.IsWord(passage[start - 2]))
            || (before == '=' && passage[start - 2] is '=' or '>' or '<' or '~' or '!')
            || before is '^' or '~'
            || (passage[end] == '/' && char.IsAsciiDigit(passage[end + 1]))
            || NumberWords.IsVersion(passage, start)
            || (PublicAddresses.LooksLikeVersion(passage.Text[start..end]) && !IsCalledHost(passage, start, end))
            || IsAmongNumbers(passage, start, end);
    }

    private static bool IsCalledHost(in Passage passage, int start, int end) =>
        (passage[start - 1] == '/' && passage[start - 2] == '/')
        || passage[start - 1] == '@'
        || (passage[end] == ':' && char.IsAsciiDigit(passage[end + 1]))
        || NumberWords.IsHost(passage, start);

    // The path of a drawing: 2.83-2.12 3.51.98.32 2.03.5
    private static bool IsAmongNumbers(in Passage passage, int start, int end)
    {
        int before = start - 1;
        while (IsNumber(passage[before - 1]) && start - before < MaxLength)
            before--;
        int after = end + 1;
        while (IsNumber(passage[after]) && after - end < MaxLength)
            after++;
        return IsFraction(passage, before, start - 1) && IsFraction(passage, end + 1, after);
    }

    private static bool IsFraction(in Passage passage, int from, int to) =>
        from < to && from >= 0 && passage.Text[from..to].Count('.') is 1 or 2 or > 3;

    private static bool IsNumber(char c) => char.IsAsciiDigit(c) || c is '.' or '-';
}
