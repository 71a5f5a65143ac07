using Reprise.Normalizing;

namespace Reprise.Agents.Aider;

/// <summary>Knows the line that begins a run.</summary>
internal static class AiderHead
{
    private const int TimeLength = 19;

    private static ReadOnlySpan<byte> Mark => "# aider chat started at "u8;

    /// <summary>Recognises a file by the beginning of its first run.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    /// <param name="started">When it began, as a part of a name: <c>2024-08-09-100535</c>.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out string started)
    {
        started = "";
        // Something may stand before it when a person cut the file.
        int at = head.IndexOf(Mark);
        bool isAtLine = at == 0 || (at > 0 && (head[at - 1] == '\n' || head[..at].SequenceEqual("\uFEFF"u8)));
        if (!isAtLine || TimeOf(head[at..]) is not { } time)
            return false;
        started = time.ToString("yyyy-MM-dd-HHmmss", System.Globalization.CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>When a run began, if a line begins one; the time is the one of the machine's own clock.</summary>
    public static DateTimeOffset? TimeOf(ReadOnlySpan<byte> line) =>
        line.StartsWith(Mark) && line.Length >= Mark.Length + TimeLength
            ? RecordTime.Parse(line.Slice(Mark.Length, TimeLength))
            : null;
}
