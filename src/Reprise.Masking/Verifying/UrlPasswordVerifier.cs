using System.Buffers;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the password of <c>scheme://user:password@host</c>, also one with signs that should have been encoded.</summary>
internal sealed class UrlPasswordVerifier : Verifier
{
    private const int MaxAuthority = 400;
    private const int MaxPassword = 96;
    private const int MinToken = 20;

    // What ends a URL in any text.
    private static readonly Alphabet UrlEnd = new("\"'<>` \t\n\r|\\");

    // What ends the authority of a URL, unless it stands in a password that was not encoded.
    private static readonly Alphabet AuthorityEnd = new("/?#,)(;");
    private static readonly Alphabet HostEnd = new(":/?#,;)]}\"'<>` \t\n\r|\\.&");

    // The first of these after the scheme tells whether a user can stand there.
    private static readonly SearchValues<byte> FirstEnd = SearchValues.Create("@:/?#,)(;\"'<>` \t\n\r|\\"u8);

    // Passwords of examples and of fresh installations.
    private static readonly WordSet Common = new(
        """
        password passwd pass secret changeme user username postgres root admin test guest token pw pwd mysql mypassword example foo bar
        x-oauth-basic xxx rabbitmq minio minioadmin mongo redis secretpassword dev local pass123 password123
        """
    );

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after)
    {
        if (at == 0 || !Alphabet.Alphanumeric.Contains(data[at - 1]))
            return false;
        ReadOnlySpan<byte> rest = data[after..Math.Min(data.Length, after + MaxAuthority)];
        int first = rest.IndexOfAny(FirstEnd);
        if (first < 0)
            return false;
        switch (rest[first])
        {
            case (byte)'@':
                return first > 0;
            case (byte)':' when IsPort(rest[(first + 1)..]):
                return false;
            case (byte)':' or (byte)'\\':
                int sign = rest.IndexOf((byte)'@');
                int end = rest.IndexOfAny(" \"\n<`"u8);
                return sign > 0 && (end < 0 || sign < end);
            default:
                return false;
        }
    }

    private static bool IsPort(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end >= 0 && (AuthorityEnd.Contains(rest[end]) || (UrlEnd.Contains(rest[end]) && rest[end] != '\\'));
    }

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int colon = -1;
        int lastAt = -1;
        int host = -1;
        bool inAuthority = true;
        int limit = Math.Min(view.High, after + MaxAuthority);
        for (int p = after; p < limit; )
        {
            int next = view.Next(p, out int c);
            if (UrlEnd.Contains(c) || c < ' ')
                break;
            if (AuthorityEnd.Contains(c))
            {
                if (lastAt >= 0 || colon < 0 || !MayGoOn(view, colon, p))
                    break;
                inAuthority = false;
            }
            if (c == ':' && colon < 0)
                colon = p;
            if (c == '@' && (inAuthority || IsHost(view, next)))
                (lastAt, host) = (p, next);
            if (colon >= 0 && p - colon > MaxPassword * 3)
                break;
            p = next;
        }
        if (lastAt < 0)
            return;
        if (colon > 0 && colon < lastAt)
        {
            int start = view.Next(colon, out _);
            if (IsPassword(view, start, lastAt, IsLocal(view, host)))
            {
                regions.Add(view, new Region(start, lastAt, rule.Kind, rule.Grade, Form.Percent));
                return;
            }
        }
        AddUser(view, after, colon > 0 && colon < lastAt ? colon : lastAt, rule, regions);
    }

    // A token may stand where the user does.
    private static void AddUser(in View view, int start, int end, Rule rule, RegionList regions)
    {
        Span<byte> text = stackalloc byte[MaxAuthority];
        int length = view.Copy(start, end, text);
        if (
            length >= MinToken
            && Randomness.IsRandom(text[..length])
            && !Placeholder.Is(text[..length])
            && !References.Is(text[..length])
        )
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade, Form.Percent));
    }

    // What stands between colon and slash is no port, so it may be the first part of a password.
    private static bool MayGoOn(in View view, int colon, int end)
    {
        int start = view.Next(colon, out _);
        if (start >= end)
            return false;
        ReadOnlySpan<byte> part = view.Bytes(start, end);
        return part.ContainsAnyExceptInRange((byte)'0', (byte)'9') && !part.Contains((byte)'$');
    }

    private static bool IsHost(in View view, int at)
    {
        int end = view.RunEnd(at, Alphabet.Name, out int length);
        return length >= 2
            && (end == view.High || HostEnd.Contains(view.Peek(end)))
            && view.Bytes(at, end).ContainsAnyInRange((byte)'a', (byte)'z') | view.Bytes(at, end).Contains((byte)'.');
    }

    private static bool IsPassword(in View view, int start, int end, bool local)
    {
        Span<byte> buffer = stackalloc byte[MaxAuthority];
        int n = view.CopyFolded(start, end, buffer);
        if (n <= 0)
            return false;
        ReadOnlySpan<byte> text = buffer[..n];
        if (References.Is(text, quoted: true) || Placeholder.Is(text) || text.Contains((byte)'{') || IsVariable(text))
            return false;
        if (IsCommon(text) || text.StartsWith("pserver:"u8))
            return false;
        if (!text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return text.Length >= 8;
        return text.Length >= 6 && (Randomness.Classes(text) >= 2 || Randomness.IsRandom(text) || !local);
    }

    private static bool IsVariable(ReadOnlySpan<byte> text) =>
        text[0] == '$' && text.Length < 40 && !text[1..].Contains((byte)'$');

    private static bool IsCommon(ReadOnlySpan<byte> text)
    {
        Span<char> lower = stackalloc char[MaxAuthority];
        for (int i = 0; i < text.Length; i++)
            lower[i] = char.ToLowerInvariant((char)text[i]);
        return Common.Contains(lower[..text.Length]);
    }

    private static bool IsLocal(in View view, int host)
    {
        ReadOnlySpan<byte> rest = view.Bytes(host, Math.Min(view.High, host + 16));
        return rest.StartsWith("localhost"u8) || rest.StartsWith("127.0.0.1"u8) || rest.StartsWith("example"u8);
    }
}
