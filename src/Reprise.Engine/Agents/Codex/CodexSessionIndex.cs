using System.Text;
using Reprise.Normalizing;
using Reprise.Reading;

namespace Reprise.Agents.Codex;

/// <summary>Reads the file in which Codex notes the names of sessions; the last line of a session holds.</summary>
internal static class CodexSessionIndex
{
    private const long MaxBytes = 256 * 1024 * 1024;

    /// <summary>Reads the names by session.</summary>
    /// <returns>Empty when there is no such file.</returns>
    public static Dictionary<string, string> Read(string path, DiscoveryContext context)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        try
        {
            if (!File.Exists(path))
                return names;
            using var handle = RegularFile.Open(path);
            byte[] bytes = new byte[Math.Min(RandomAccess.GetLength(handle), MaxBytes)];
            int read = 0;
            while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is > 0 and int more)
                read += more;
            Parse(bytes.AsSpan(0, read), names);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Report(path, "the names of sessions could not be read");
        }
        return names;
    }

    private static void Parse(ReadOnlySpan<byte> bytes, Dictionary<string, string> names)
    {
        var tape = new JsonTape();
        var scratch = new Utf8Scratch();
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            scratch.Reset();
            if (!tape.TryParse(line, out JsonValue entry) || !entry["id"u8].IsString)
                continue;
            string id = Encoding.UTF8.GetString(entry["id"u8].Text(scratch));
            string name = Encoding.UTF8.GetString(entry["thread_name"u8].Text(scratch));
            if (name.Length > 0)
                names[id] = name;
            else
                names.Remove(id);
        }
    }
}
