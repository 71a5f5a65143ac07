using Reprise.Masking;
using Reprise.Sealing;

namespace Reprise.Fuzz.Targets;

/// <summary>The splitter of records: wherever blocks end, the records are the lines.</summary>
internal sealed class RecordSplitterTarget : FuzzTarget
{
    public override string Name => "splitter";

    public override IReadOnlyList<byte[]> Tokens { get; } = [.. FuzzTokens.Of("\n", "\r\n", "\n\n", "a", "{}"), [0]];

    public override IReadOnlyList<byte[]> Seeds { get; } = FuzzTokens.Of("one\ntwo\n\nthree", "\n\n\n", "", "\r\n{}\r\n");

    public override ulong Run(byte[] input, Random choice)
    {
        bool isLines = choice.Next(4) > 0;
        var splitter = new RecordSplitter(isLines ? TextShape.JsonLines : TextShape.Json, 0);
        var found = new List<(long Offset, byte[] Bytes)>();
        for (int at = 0; at < input.Length; )
        {
            int length = Math.Min(input.Length - at, 1 + choice.Next(8));
            splitter.Add(MaskedBlock.FromArchive(input, at, length, at));
            while (splitter.Next(out MaskedRecord record))
                found.Add((record.Offset, record.Utf8.ToArray()));
            at += length;
        }
        if (splitter.Last(out MaskedRecord last))
            found.Add((last.Offset, last.Utf8.ToArray()));
        List<(long, byte[])> wanted =
            isLines ? Lines(input)
            : input.Length == 0 ? []
            : [(0L, input)];
        // Whether an empty line is a record does not matter: readers skip it.
        found.RemoveAll(record => record.Bytes.Length == 0);
        wanted.RemoveAll(record => record.Item2.Length == 0);
        Require(found.Count == wanted.Count, $"There are {found.Count} records instead of {wanted.Count}.");
        for (int i = 0; i < found.Count; i++)
        {
            Require(found[i].Offset == wanted[i].Item1, $"Record {i} is at {found[i].Offset} instead of {wanted[i].Item1}.");
            Require(found[i].Bytes.AsSpan().SequenceEqual(wanted[i].Item2), $"Record {i} is another one.");
        }
        return (ulong)Math.Min(found.Count, 8) + (isLines ? 16UL : 0);
    }

    private static List<(long, byte[])> Lines(byte[] input)
    {
        var lines = new List<(long, byte[])>();
        int start = 0;
        for (int end = 0; end <= input.Length; end++)
        {
            if (end < input.Length && input[end] != '\n')
                continue;
            lines.Add((start, input[start..end]));
            start = end + 1;
        }
        return lines;
    }
}
