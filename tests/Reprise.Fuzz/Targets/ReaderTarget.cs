using Reprise.Agents;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Fuzz.Targets;

/// <summary>An agent's reader: nothing throws, and a reader that goes on from a saved state tells the same.</summary>
internal abstract class ReaderTarget : FuzzTarget
{
    protected abstract IAgent Agent { get; }

    protected abstract string FileName { get; }

    protected abstract string SessionId { get; }

    public override ulong Run(byte[] input, Random choice)
    {
        List<byte[]> records = Lines(input);
        var whole = new CheckingSink();
        SessionReader reader = Reader([]);
        Feed(reader, records, 0, records.Count, whole);
        reader.Complete(whole);

        int at = choice.Next(records.Count + 1);
        var parts = new CheckingSink();
        SessionReader first = Reader([]);
        Feed(first, records, 0, at, parts);
        byte[] state = first.SaveState();
        SessionReader second = Reader(state);
        Require(second.SaveState().AsSpan().SequenceEqual(state), "A state that was loaded is not the one that was saved.");
        Feed(second, records, at, records.Count, parts);
        second.Complete(parts);
        Require(parts.Events == whole.Events, $"Reading on at record {at} tells something else.");

        // The head is looked at before a file is opened for good.
        LookAtHead(input);
        return whole.Kinds;
    }

    protected abstract void LookAtHead(ReadOnlySpan<byte> head);

    private static List<byte[]> Lines(byte[] input)
    {
        var lines = new List<byte[]>();
        int start = 0;
        for (int i = 0; i < input.Length; i++)
        {
            if (input[i] != '\n')
                continue;
            lines.Add(input[start..i]);
            start = i + 1;
        }
        lines.Add(input[start..]);
        return lines;
    }

    private static void Feed(SessionReader reader, List<byte[]> records, int from, int to, CheckingSink sink)
    {
        for (int i = from; i < to; i++)
        {
            reader.Read(new MaskedRecord(records[i], 0), sink);
            sink.EndRecord();
        }
    }

    private SessionReader Reader(byte[] state) =>
        Agent.CreateReader(FileRole.Transcript, FileName, SessionId, state) ?? throw new FuzzFailure("There is no reader.");
}
