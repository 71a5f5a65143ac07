using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the password of <c>scheme://user:password@host</c>.</summary>
internal sealed class UrlPasswordVerifier : Verifier
{
    private const int MaxAuthority = 400;
    private static readonly Alphabet AuthorityEnd = new("/?#\"'<>` \t\n\r|,\\)(");

    private static readonly byte[][] Common =
    [
        .. new[]
        {
            "password",
            "passwd",
            "pass",
            "secret",
            "changeme",
            "user",
            "username",
            "postgres",
            "root",
            "admin",
            "test",
            "guest",
            "token",
            "pw",
            "pwd",
            "mysql",
            "mypassword",
            "example",
            "foo",
            "bar",
            "pass123",
            "password123",
            "x-oauth-basic",
            "xxx",
            "rabbitmq",
            "minio",
            "minioadmin",
            "mongo",
            "redis",
            "secretpassword",
            "hunter2",
            "dev",
            "local",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after)
    {
        ReadOnlySpan<byte> rest = data[after..Math.Min(data.Length, after + MaxAuthority)];
        int at1 = rest.IndexOfAny("@ \"\n/"u8);
        return at1 > 0 && rest[at1] == '@' && at > 0 && Alphabet.Alphanumeric.Contains(data[at - 1]);
    }

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int colon = -1;
        int host = -1;
        int lastAt = -1;
        int p = after;
        int limit = Math.Min(view.High, after + MaxAuthority);
        while (p < limit)
        {
            int next = view.Next(p, out int c);
            if (AuthorityEnd.Contains(c) || c < ' ')
                break;
            if (c == ':' && colon < 0)
                colon = p;
            if (c == '@')
                (lastAt, host) = (p, next);
            p = next;
        }
        if (lastAt < 0)
            return;
        Span<byte> text = stackalloc byte[MaxAuthority];
        if (colon > 0 && colon < lastAt)
        {
            int start = view.Next(colon, out _);
            int n = view.Copy(start, lastAt, text);
            if (n > 0 && IsPassword(text[..n], IsLocal(view, host)))
            {
                regions.Add(view, new Region(start, lastAt, rule.Kind, rule.Grade, Form.Percent));
                return;
            }
        }
        // A token may stand where the user does.
        int end = colon > 0 && colon < lastAt ? colon : lastAt;
        int length = view.Copy(after, end, text);
        if (
            length >= 20
            && Randomness.IsRandom(text[..length])
            && !Placeholder.Is(text[..length])
            && !Values.IsReference(text[..length])
        )
            regions.Add(view, new Region(after, end, rule.Kind, rule.Grade, Form.Percent));
    }

    private static bool IsPassword(ReadOnlySpan<byte> text, bool local)
    {
        if (
            Values.IsReference(text)
            || Placeholder.Is(text)
            || text.Contains((byte)'*')
            || text.StartsWith("%s"u8)
            || text.Contains((byte)'{')
            || text.Contains((byte)'$') && text.Length < 12
        )
            return false;
        foreach (byte[] word in Common)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text, word))
                return false;
        }
        if (!text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return text.Length >= 8;
        return text.Length >= 6 && (Randomness.Classes(text) >= 2 || Randomness.IsRandom(text) || !local);
    }

    private static bool IsLocal(in View view, int host)
    {
        ReadOnlySpan<byte> rest = view.Bytes(host, Math.Min(view.High, host + 16));
        return rest.StartsWith("localhost"u8) || rest.StartsWith("127.0.0.1"u8) || rest.StartsWith("example"u8);
    }
}
