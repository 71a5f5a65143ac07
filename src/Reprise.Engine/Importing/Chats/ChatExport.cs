using System.IO.Compression;
using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Importing.Chats;

/// <summary>Reads an export of chats: one JSON array of conversations, which may be larger than memory, in a zip file or unpacked.</summary>
/// <param name="agents">The agents whose conversations are recognised.</param>
/// <param name="batchBytes">So many bytes of conversations are captured together.</param>
internal sealed class ChatExport(IReadOnlyList<IAgent> agents, long batchBytes = ChatExport.BatchBytes)
{
    private const long BatchBytes = 64 * 1024 * 1024;

    /// <summary>A file that unpacks to more than so many times its length was made to do harm.</summary>
    private const int MaxRatio = 200;
    private const long MaxUnchecked = 64 * 1024 * 1024;
    private const int MaxEntries = 100_000;

    /// <summary>Whether a file has the name of one that holds conversations.</summary>
    public static bool IsConversations(string name) =>
        name.StartsWith("conversations", StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is a zip file by its first bytes.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Whether a file is a JSON array, by its first byte.</summary>
    public static bool IsList(string path)
    {
        try
        {
            if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || new FileInfo(path).Length == 0)
                return false;
            using var handle = RegularFile.Open(path);
            Span<byte> head = stackalloc byte[64];
            return head[..RandomAccess.Read(handle, head, 0)].TrimStart("\uFEFF \t\r\n"u8) is [(byte)'[', ..];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a zip file holds conversations.</summary>
    public static bool HasConversations(string path)
    {
        try
        {
            using var zip = new ZipArchive(new FileStream(RegularFile.Open(path), FileAccess.Read), ZipArchiveMode.Read);
            return zip.Entries.Take(MaxEntries).Any(entry => IsConversations(entry.Name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads the conversations of a file, part by part.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the work.</param>
    public IEnumerable<ImportBatch> Read(string path, CancellationToken cancellation)
    {
        var context = new DiscoveryContext(_ => null);
        if (Open(path, context) is not { } opened)
        {
            yield return new ImportBatch([], context.Problems);
            yield break;
        }
        using (opened)
        {
            var batch = new ChatBatch(agents, path);
            foreach ((string name, Stream stream) in opened.Texts)
            {
                var splitter = new ArraySplitter(stream);
                while (Next(splitter, name, context, out byte[]? conversation))
                {
                    cancellation.ThrowIfCancellationRequested();
                    batch.Add(conversation, opened.TimeUtc);
                    if (batch.Bytes < batchBytes)
                        continue;
                    yield return batch.Take([]);
                }
                if (splitter.TooLong > 0)
                    context.Report(name, $"{splitter.TooLong} of its conversations are longer than what can be imported");
                stream.Dispose();
            }
            if (batch.Unknown > 0)
                context.Report(path, $"{batch.Unknown} of its elements are no conversations that are known");
            yield return batch.Take(context.Problems);
        }
    }

    private static bool Next(
        ArraySplitter splitter,
        string name,
        DiscoveryContext context,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out byte[]? conversation
    )
    {
        conversation = null;
        try
        {
            if (splitter.Next(out conversation))
                return true;
            if (!splitter.IsWhole)
                context.Report(name, "it is cut off, or no list of conversations");
            return false;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            context.Report(name, HeldProblem.Of(error));
            return false;
        }
    }

    private static OpenedExport? Open(string path, DiscoveryContext context)
    {
        try
        {
            var file = new FileStream(RegularFile.Open(path), FileAccess.Read);
            byte[] head = new byte[4];
            int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            file.Position = 0;
            DateTime time = File.GetLastWriteTimeUtc(path);
            if (!IsZip(head.AsSpan(0, read)))
                return new OpenedExport([(path, file)], time, null);
            return OpenZip(path, file, time, context);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            context.Report(path, HeldProblem.Of(error));
            return null;
        }
    }

    private static OpenedExport OpenZip(string path, FileStream file, DateTime time, DiscoveryContext context)
    {
        var zip = new ZipArchive(file, ZipArchiveMode.Read);
        List<ZipArchiveEntry> entries = [];
        // Entries may lie over each other, so that each of them unpacks to all there is.
        long left = MaxUnchecked + file.Length * MaxRatio;
        int refused = 0;
        foreach (ZipArchiveEntry entry in zip.Entries.Take(MaxEntries))
        {
            // Its name is only looked at: nothing is ever unpacked to a place that it names.
            if (!IsConversations(entry.Name))
                continue;
            left -= entry.Length;
            bool isBomb = entry.Length > MaxUnchecked && entry.Length / MaxRatio > entry.CompressedLength;
            if (!isBomb && left >= 0)
                entries.Add(entry);
            else if (refused++ == 0)
                context.Report(path, "it unpacks to so much more than its length that it is not read");
        }
        if (entries.Count + refused == 0)
            context.Report(path, "there are no conversations in it");
        return new OpenedExport(
            entries
                .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
                .Select(entry => ($"{path}: {entry.Name}", (Stream)new LimitedStream(entry.Open(), entry.Length))),
            time,
            zip
        );
    }

    private sealed record OpenedExport(IEnumerable<(string Name, Stream Stream)> Texts, DateTime TimeUtc, IDisposable? Owner)
        : IDisposable
    {
        public void Dispose() => Owner?.Dispose();
    }
}
