using System.Globalization;
using Reprise.Masking;

namespace Reprise.Cli.Masking;

/// <summary>
/// Writes each finding as a line of JSON: the line it is in, counted from 0, and where it starts and ends in the bytes of
/// that line. One that spans lines is written once per line.
/// </summary>
internal sealed class FindingLines(TextWriter writer) : FilterOutput(target: null)
{
    private long _line;
    private long _lineStart;
    private long _position;

    public override void Clear(ReadOnlySpan<byte> bytes) => Pass(bytes);

    public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder)
    {
        base.Masked(finding, raw, placeholder);
        while (raw.IndexOf((byte)'\n') is var end and >= 0)
        {
            WriteFinding(finding.Kind, raw[..end]);
            Pass(raw[..(end + 1)]);
            raw = raw[(end + 1)..];
        }
        WriteFinding(finding.Kind, raw);
        Pass(raw);
    }

    private void WriteFinding(string kind, ReadOnlySpan<byte> part)
    {
        // The carriage return before a line feed belongs to the line end, not to the secret.
        int length = part is [.., (byte)'\r'] ? part.Length - 1 : part.Length;
        if (length == 0)
            return;
        long start = _position - _lineStart;
        // Kinds are plain lower-case names: nothing in this line needs to be escaped.
        writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"line\":{_line},\"start\":{start},\"end\":{start + length},\"kind\":\"{kind}\"}}\n"
            )
        );
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        int last = bytes.LastIndexOf((byte)'\n');
        if (last >= 0)
        {
            _line += bytes.Count((byte)'\n');
            _lineStart = _position + last + 1;
        }
        _position += bytes.Length;
    }
}
