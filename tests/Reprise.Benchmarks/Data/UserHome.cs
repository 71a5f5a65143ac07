using System.Globalization;
using System.Text.Json;
using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Data;

/// <summary>A home folder with sessions in it, of which the benchmarks may write.</summary>
/// <remarks>Given data is copied, never written to.</remarks>
internal sealed class UserHome
{
    private UserHome(string folder)
    {
        Folder = folder;
        Transcripts =
        [
            .. Directory
                .EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories)
                .Where(IsTranscript)
                .Order(StringComparer.Ordinal),
        ];
        Bytes = Transcripts.Sum(path => new FileInfo(path).Length);
        FileList = Path.Combine(folder, "files.list");
        File.WriteAllText(FileList, string.Concat(Transcripts.Select(path => path + "\0")));
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The files of all sessions.</summary>
    public IReadOnlyList<string> Transcripts { get; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; }

    /// <summary>A file that names them, each ended by a NUL, for <c>xargs -0</c>.</summary>
    public string FileList { get; }

    /// <summary>Takes the home of the size that was asked for, and one session of a tenth of that size.</summary>
    public static UserHome Create(BenchmarkContext context)
    {
        string folder = context.Workplace.NewFolder();
        var generator = new SourceGenerator(context.Workplace);
        string? given = context.IsFullSize ? Environment.GetEnvironmentVariable("REPRISE_BENCH_HOME") : null;
        if (given is not null && !Directory.Exists(given))
            throw new BenchmarkException($"REPRISE_BENCH_HOME is {given}, which is not there.");
        CopyAgents(given ?? generator.Home(context.Megabytes), folder);
        CopyAgents(generator.Home(Math.Max(1, context.Megabytes / 10), claude: 1, codex: 0), folder);
        return new UserHome(folder);
    }

    /// <summary>Copies what was generated as it is.</summary>
    public static UserHome Copy(string generated, string folder)
    {
        CopyAgents(generated, folder);
        return new UserHome(folder);
    }

    /// <summary>Takes files that the caller put into a folder.</summary>
    public static UserHome Of(string folder) => new(folder);

    /// <summary>Lets one session grow by prompts of 2 KB.</summary>
    public void Grow(int bytes)
    {
        string path = Transcripts.First(file => file.Contains(".claude", StringComparison.Ordinal));
        string session = Path.GetFileNameWithoutExtension(path);
        using FileStream stream = File.Open(path, FileMode.Append, FileAccess.Write);
        for (int written = 0; written < bytes; )
        {
            byte[] line = Prompt(session, 2000);
            stream.Write(line);
            written += line.Length;
        }
    }

    /// <summary>Makes a record of Claude Code: a prompt of so many characters.</summary>
    public static byte[] Prompt(string session, int characters)
    {
        const string Words = "please look at the harbour lights again and tell me what the tests say about them ";
        var content = new System.Text.StringBuilder(characters + Words.Length);
        while (content.Length < characters)
            content.Append(Words);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "user"u8);
            json.WriteString("uuid"u8, Guid.NewGuid());
            json.WriteString("sessionId"u8, session);
            json.WriteString(
                "timestamp"u8,
                DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            );
            json.WriteStartObject("message"u8);
            json.WriteString("role"u8, "user"u8);
            json.WriteString("content"u8, content.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static bool IsTranscript(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}projects{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || Path.GetFileName(path).StartsWith("rollout-", StringComparison.Ordinal);

    private static void CopyAgents(string from, string to)
    {
        foreach (string agent in new[] { ".claude", ".codex" })
        {
            string root = Path.Combine(from, agent);
            if (!Directory.Exists(root))
                continue;
            foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to);
                File.Copy(file, target, overwrite: true);
            }
        }
    }
}
