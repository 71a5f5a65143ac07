using System.Text;
using System.Text.Json;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Restoring;

/// <summary>Takes apart what was put together for the archive: rows go into a database, small files to their places.</summary>
/// <param name="open">Gives the text; called as often as it is read.</param>
/// <param name="folder">The folder to restore into.</param>
/// <param name="options">How.</param>
/// <param name="flush">Takes what is to be brought onto the disk.</param>
internal sealed class GatheredRestorer(Func<OriginalSource> open, string folder, RestoreOptions options, FlushSet flush)
{
    /// <summary>Restores all that is in the text.</summary>
    public IEnumerable<RestoredFile> Restore(ArchivedFile file, FileVersion version)
    {
        try
        {
            // An older state may be of another form than the current one.
            foreach (JsonDocument head in GatheredLines.Of(open()))
            {
                string? format = head.RootElement.GetProperty("format"u8).GetString();
                if (format == RowDump.Format)
                    return [RestoreRows(file, version, head.RootElement.GetProperty("database"u8).GetString() ?? "")];
                if (format == BundleDump.Format)
                    return RestoreFiles();
                break;
            }
            throw new FormatException("The first line names no known form.");
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw GatheredLines.Damaged(error);
        }
    }

    private RestoredFile RestoreRows(ArchivedFile file, FileVersion version, string database)
    {
        string target = RestoreTarget.Resolve(folder, database, OperatingSystem.IsWindows());
        RestoredFile Tell(RestoreOutcome outcome, string? problem = null) =>
            new(file.Path, target, version.Length, version.LastWriteUtc, outcome, problem);

        if (options.Folder is null)
            return Tell(
                RestoreOutcome.Failed,
                "its rows belong into a database that its agent owns; with --to DIR they are written into a new one"
            );
        if (RestoreTarget.FindLink(folder, target) is { } link)
            return Tell(RestoreOutcome.Failed, $"{link} is a link or a file: nothing is written through it");
        if (Path.Exists(target) && !RowsDatabase.IsOurs(target))
            return Tell(RestoreOutcome.Conflict, "a database that was not made by restoring is there");
        if (options.DryRun)
            return Tell(RestoreOutcome.Written);
        PrivateFolder.Create(Path.GetDirectoryName(target) ?? target);
        bool isNew = RowsDatabase.Write(target, open());
        flush.Add(target);
        return Tell(isNew ? RestoreOutcome.Written : RestoreOutcome.Identical);
    }

    private List<RestoredFile> RestoreFiles()
    {
        List<RestoredFile> restored = [];
        foreach (JsonDocument line in GatheredLines.Of(open()).Skip(1))
        {
            JsonElement row = line.RootElement.GetProperty("row"u8);
            byte[] content = Content(row.GetProperty("data"u8));
            var state = new NativeState(
                content.Length,
                row.GetProperty("time"u8).GetDateTime(),
                row.TryGetProperty("mode"u8, out JsonElement mode) ? mode.GetInt32() : null
            );
            restored.Add(
                SessionRestorer.RestoreFile(
                    line.RootElement.GetProperty("id"u8).GetString() ?? "",
                    state,
                    () => new OriginalSource([content], content.Length),
                    folder,
                    options,
                    flush
                )
            );
        }
        return restored;
    }

    private static byte[] Content(JsonElement data) =>
        data.ValueKind == JsonValueKind.String
            ? Encoding.UTF8.GetBytes(data.GetString() ?? "")
            : GatheredLines.Joined(data.GetProperty("blobs"u8)).ToArray();
}
