using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Masking;

namespace Reprise.Cli.Masking;

/// <summary>One use of the masker from the command line: files and pipes in, text or findings out.</summary>
internal sealed class MaskRun(
    CliContext context,
    MaskFilter filter,
    TextShape? shape,
    bool saysStats,
    CancellationToken cancellation
)
{
    private const int OutputBuffer = 64 * 1024;
    private readonly long _start = context.Environment.Time.GetTimestamp();

    public void Filter(string? path)
    {
        using Stream source = Open(path, out long length);
        // With --json, stdout is for the one document.
        BufferedStream? target = context.IsJson ? null : new BufferedStream(context.RawOut(), OutputBuffer);
        Run(source, length, new FilterOutput(target));
        target?.Flush();
    }

    public void ListFindings(string? path)
    {
        using Stream source = Open(path, out long length);
        Run(source, length, new FindingLines(context.IsJson ? TextWriter.Null : context.Out));
    }

    public void Replace(string path, string? backupSuffix)
    {
        using var file = new InPlaceFile(path);
        using (FileStream source = File.OpenRead(file.Path))
        {
            var target = new BufferedStream(file.Target, OutputBuffer);
            var output = new FilterOutput(target);
            Run(source, file.Length, output);
            target.Flush();
            // Without a finding the file is as it should be, and stays untouched with its time.
            if (output.ByKind.Count == 0)
                return;
        }
        file.Commit(backupSuffix is null ? null : file.Path + backupSuffix);
    }

    private void Run(Stream source, long length, FilterOutput output)
    {
        long bytes;
        TextShape known;
        using (var bar = new ProgressBar(context, "Masking"))
            (bytes, known) = filter.Run(source, output, shape, done => bar.Report(done, length), cancellation);
        TimeSpan elapsed = context.Environment.Time.GetElapsedTime(_start);
        if (context.IsJson)
            context.WriteJson(
                new MaskShape(FindingsShape.Of(output.ByKind), NameOf(known), bytes, (long)elapsed.TotalMilliseconds),
                CliJson.Default.MaskShape
            );
        else if (saysStats)
            Tell(output.ByKind, known, bytes, elapsed);
    }

    private void Tell(IReadOnlyDictionary<string, long> byKind, TextShape known, long bytes, TimeSpan elapsed)
    {
        // What took no time says nothing of the speed.
        string rate = elapsed.TotalSeconds < 0.2 ? "" : $", {bytes / elapsed.TotalSeconds / (1024 * 1024):0} MB/s";
        context.Say(
            $"{Count.Of(byKind.Values.Sum(), "secret")} in {ByteSize.Of(bytes)} of {NameOf(known)}, {RelativeTime.Length(elapsed)}{rate}"
        );
        foreach (
            (string kind, long count) in byKind
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        )
            context.Say($"{Count.Of(count), 8}  {kind}");
    }

    private Stream Open(string? path, out long length)
    {
        length = 0;
        if (path is null)
            return context.Environment.OpenInput();
        if (Directory.Exists(path))
            throw new RepriseException("io", $"{path} is a folder.", "Name a file.");
        FileStream stream = File.OpenRead(path);
        length = stream.CanSeek ? stream.Length : 0;
        return stream;
    }

    private static string NameOf(TextShape shape) =>
        shape switch
        {
            TextShape.JsonLines => "jsonl",
            TextShape.Json => "json",
            _ => "text",
        };
}
