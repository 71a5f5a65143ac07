using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds private keys in armour, on one line or many, whatever viewers and diffs put before the lines.</summary>
internal sealed class PemVerifier : Verifier
{
    private const int MaxLabel = 48;
    private const int MaxLines = 240;
    private const int MaxLine = 20_000;
    private const int MinPayload = 40;
    private static readonly Alphabet Noise = new(" \t\r\n+->|→\"'`,\\#*/:;0123456789&.");

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!ReadLabel(view, after, out int body, out string kind))
            return;
        int p = body;
        int last = -1;
        int payload = 0;
        for (int line = 0; line < MaxLines; line++)
        {
            int start = SkipNoise(view, p);
            int end = view.RunEnd(start, Armour.Payload, out int length);
            if (view.Bytes(start, Math.Min(view.High, start + 8)).StartsWith("-----END"u8))
            {
                last = WithLineEnd(view, EndOfMarker(view, start + 8));
                p = last;
                break;
            }
            if (length > MaxLine)
                return;
            if (length < 16 && !(payload > 0 && length > 0 && IsLast(view, end)))
            {
                // Armour may have headers before its payload.
                if (payload > 0 || line > 8 || !SkipHeader(view, start, out p))
                    break;
                continue;
            }
            if (view.Peek(end) is '.' or '(' or '<' && payload + length < MinPayload)
                return;
            payload += length;
            last = p = end;
        }
        if (payload >= MinPayload && last > 0)
            regions.Add(view, new Region(at, last, kind, rule.Grade, Form.Letters));
        else if (payload == 0 && view.Place == Place.Value && p >= view.High - 2)
            PemLines.Add(view, kind, rule, regions);
    }

    private static bool ReadLabel(in View view, int after, out int body, out string kind)
    {
        (body, kind) = (after, "pem-private-key");
        Span<byte> label = stackalloc byte[MaxLabel];
        int n = 0;
        while (body < view.High && n < MaxLabel)
        {
            int next = view.Next(body, out int c);
            if (c is '-')
                break;
            if (c is not (' ' or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
                return false;
            label[n++] = (byte)c;
            body = next;
        }
        for (int i = 0; i < 5; i++)
        {
            if (view.Peek(body) != '-')
                return i >= 4 && Names(label[..n], ref kind);
            body = view.Next(body, out _);
        }
        return Names(label[..n], ref kind);
    }

    private static bool Names(ReadOnlySpan<byte> label, ref string kind)
    {
        if (label.IndexOf("PRIVATE KEY"u8) < 0)
            return false;
        kind =
            label.StartsWith("OPENSSH"u8) ? "openssh-private-key"
            : label.StartsWith("PGP"u8) ? "pgp-private-key"
            : kind;
        return true;
    }

    // What viewers and diffs put before a line; digits only when the payload goes on behind them.
    private static int SkipNoise(in View view, int at)
    {
        int p = at;
        int afterDigits = at;
        bool digits = false;
        for (int n = 0; n < 64 && p < view.High; n++)
        {
            int next = view.Next(p, out int c);
            if (c != Logical.NonAscii && !Noise.Contains(c))
                break;
            if (c == '-' && view.Bytes(p, Math.Min(view.High, p + 8)).StartsWith("-----END"u8))
                return p;
            if (c is (>= '0' and <= '9') or '/' or '+')
            {
                if (!digits)
                    afterDigits = p;
                digits = true;
            }
            else
            {
                digits = false;
            }
            p = next;
        }
        return digits ? afterDigits : p;
    }

    private static bool SkipHeader(in View view, int start, out int next)
    {
        var reader = new Reader(view, start);
        bool colon = false;
        for (int n = 0; n < 200 && !reader.IsEnd; n++)
        {
            int c = reader.Take();
            colon |= c == ':';
            if (c == '\n')
            {
                next = reader.At;
                return colon;
            }
        }
        next = start;
        return false;
    }

    private static bool IsLast(in View view, int end)
    {
        int next = SkipNoise(view, end);
        ReadOnlySpan<byte> data = view.Bytes(next, Math.Min(view.High, next + 8));
        return data.StartsWith("-----END"u8) || view.Peek(next) == '=';
    }

    private static int EndOfMarker(in View view, int at)
    {
        int p = at;
        for (int n = 0; n < MaxLabel && p < view.High; n++)
        {
            int next = view.Next(p, out int c);
            if (c is not (' ' or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
                break;
            p = next;
        }
        for (int n = 0; n < 5 && view.Peek(p) == '-'; n++)
            p = view.Next(p, out _);
        return p;
    }

    // In a string of its own the key takes its last line end along.
    private static int WithLineEnd(in View view, int at)
    {
        if (view.Peek(at) is not ('\n' or '\r'))
            return at;
        int next = view.Next(at, out _);
        if (view.Peek(next) == '\n')
            next = view.Next(next, out _);
        return view.Peek(next) is '"' || (next == view.High && view.Place == Place.Value) ? next : at;
    }
}
