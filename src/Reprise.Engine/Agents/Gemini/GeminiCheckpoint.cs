using System.Text;
using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>Finds the session of a state that Gemini CLI kept before a tool changed a file: it is named at the end of the file.</summary>
internal static class GeminiCheckpoint
{
    private const int MaxTailBytes = 4096;

    /// <returns>Null when no session is named.</returns>
    public static string? OwnerOf(SourceFile file, DiscoveryContext context)
    {
        if (context.KnownOwner(file.Path) is { } known && known.Agent == GeminiAgent.AgentName)
            return known.NativeId;
        if (file.Length == 0)
            return null;
        try
        {
            using var handle = RegularFile.Open(file.Path);
            byte[] tail = new byte[Math.Min(MaxTailBytes, file.Length)];
            int read = RandomAccess.Read(handle, tail, file.Length - tail.Length);
            return OwnerIn(tail.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Report(file.Path, "the file could not be opened to see which session it belongs to");
            return null;
        }
    }

    // "messageId": "<session>########<number of the prompt>"
    private static string? OwnerIn(ReadOnlySpan<byte> tail)
    {
        int at = tail.LastIndexOf("\"messageId\""u8);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> value = tail[(at + "\"messageId\"".Length)..].TrimStart(": \r\n\t"u8);
        int end = value.IndexOf("########"u8);
        return end > 1 && value[0] == '"' ? Encoding.UTF8.GetString(value[1..end]) : null;
    }
}
