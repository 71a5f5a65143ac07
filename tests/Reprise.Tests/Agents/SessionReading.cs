using System.Text;
using Reprise.Agents;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Sealing;
using Shouldly;

namespace Reprise.Tests.Agents;

/// <summary>Reads native files without masking, as the tests of readers need it.</summary>
internal static class SessionReading
{
    public static RecordingSink Read(IAgent agent, SessionFootprint footprint, bool keepEvents = false)
    {
        var sink = new RecordingSink(keepEvents);
        foreach (SourceFile file in footprint.Files)
        {
            SessionReader? reader = agent.CreateReader(file.Role, file.RelativePath, footprint.Key.NativeId, []);
            if (reader is null)
                continue;
            Feed(reader, Records(Content(file), file.Shape), sink);
            reader.Complete(sink);
        }
        return sink;
    }

    public static RecordingSink ReadLines(IAgent agent, string sessionId, params string[] lines)
    {
        var sink = new RecordingSink(keepEvents: true);
        SessionReader reader = agent.CreateReader(FileRole.Transcript, "x.jsonl", sessionId, [])!;
        Feed(reader, [.. lines.Select(Encoding.UTF8.GetBytes)], sink);
        reader.Complete(sink);
        return sink;
    }

    /// <summary>Reads lines as the records of a file of some role.</summary>
    public static void ReadFile(
        IAgent agent,
        FileRole role,
        string relativePath,
        string sessionId,
        RecordingSink sink,
        params string[] lines
    )
    {
        SessionReader reader = agent.CreateReader(role, relativePath, sessionId, [])!;
        Feed(reader, [.. lines.Select(Encoding.UTF8.GetBytes)], sink);
        reader.Complete(sink);
    }

    /// <summary>The native bytes of a source, whatever it is put together from.</summary>
    public static byte[] Content(SourceFile file)
    {
        using SourceContent content = SourceContent.Open(file);
        byte[] bytes = new byte[content.Length];
        content.Read(0, bytes).ShouldBe(bytes.Length);
        return bytes;
    }

    public static List<byte[]> Records(byte[] content, TextShape shape)
    {
        if (shape != TextShape.JsonLines)
            return content.Length == 0 ? [] : [content];
        List<byte[]> records = [];
        ReadOnlySpan<byte> rest = content;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            records.Add((end < 0 ? rest : rest[..end]).ToArray());
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        return records;
    }

    public static void Feed(SessionReader reader, IReadOnlyList<byte[]> records, SessionSink sink)
    {
        foreach (byte[] record in records)
            reader.Read(new MaskedRecord(record, 0), sink);
    }

    public static List<SessionFootprint> Discover(IAgent agent, string home, List<DiscoveryProblem>? problems = null)
    {
        var context = new DiscoveryContext(_ => null);
        List<SessionFootprint> found = [.. agent.Discover(home, context)];
        problems?.AddRange(context.Problems);
        return found;
    }

    /// <summary>Reads with a second reader from a record on, which starts from the first one's state.</summary>
    public static List<string> EventsInTwo(
        IAgent agent,
        FileRole role,
        string relativePath,
        string id,
        List<byte[]> records,
        int at
    )
    {
        var sink = new RecordingSink(keepEvents: true);
        SessionReader first = agent.CreateReader(role, relativePath, id, [])!;
        Feed(first, records[..at], sink);
        SessionReader second = agent.CreateReader(role, relativePath, id, first.SaveState())!;
        Feed(second, records[at..], sink);
        second.Complete(sink);
        return sink.Events;
    }
}
