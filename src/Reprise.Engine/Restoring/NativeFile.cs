using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Restoring;

/// <summary>Puts one native file back in its place, if nothing else is there.</summary>
internal static class NativeFile
{
    private const UnixFileMode PermissionBits =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Says what would become of a file.</summary>
    /// <param name="folder">The folder that is restored into; nothing above it is looked at.</param>
    /// <param name="target">The place of the file.</param>
    /// <param name="original">Its content.</param>
    public static (RestoreOutcome Outcome, string? Problem) Look(string folder, string target, OriginalSource original)
    {
        if (RestoreTarget.FindLink(folder, target) is { } link)
            return (RestoreOutcome.Failed, $"{link} is a link or a file: nothing is written through it");
        if (Directory.Exists(target))
            return (RestoreOutcome.Conflict, "a folder is there");
        var file = new FileInfo(target);
        if (file.LinkTarget is not null)
            return (RestoreOutcome.Conflict, "a link is there");
        if (!file.Exists)
            return (RestoreOutcome.Written, null);
        return IsSame(file, original)
            ? (RestoreOutcome.Identical, null)
            : (RestoreOutcome.Conflict, "a file with other content is there");
    }

    private static bool IsSame(FileInfo file, OriginalSource original)
    {
        if (file.Length != original.Length)
            return false;
        using FileStream stream = file.OpenRead();
        byte[] buffer = [];
        foreach (ReadOnlyMemory<byte> run in original.Read())
        {
            if (buffer.Length < run.Length)
                buffer = new byte[run.Length];
            int read = stream.ReadAtLeast(buffer.AsSpan(0, run.Length), run.Length, throwOnEndOfStream: false);
            if (!run.Span.SequenceEqual(buffer.AsSpan(0, read)))
                return false;
        }
        return true;
    }

    /// <summary>Writes a file under another name until it is whole, so that an agent never sees half of it.</summary>
    /// <param name="target">The place of the file.</param>
    /// <param name="state">Its length, time and permissions.</param>
    /// <param name="original">Its content.</param>
    /// <param name="flush">Takes the file to be brought onto the disk with others.</param>
    /// <exception cref="RepriseException">The archive gives another number of bytes than were captured.</exception>
    public static void Write(string target, NativeState state, OriginalSource original, FlushSet flush)
    {
        string folder = Path.GetDirectoryName(target) ?? target;
        PrivateFolder.Create(folder);
        string unfinished = Path.Combine(folder, $".reprise-{Guid.NewGuid():N}{AtomicFile.UnfinishedEnding}");
        try
        {
            using (FileStream stream = PrivateFolder.CreateFile(unfinished))
            {
                original.CopyTo(stream);
                if (stream.Length != state.Length)
                    throw new RepriseException(
                        "damaged",
                        "The archive gives another number of bytes than were captured.",
                        "Run 'reprise verify --deep'."
                    );
            }
            if (!OperatingSystem.IsWindows() && state.Mode is { } mode)
                File.SetUnixFileMode(unfinished, (UnixFileMode)mode & PermissionBits);
            File.SetLastWriteTimeUtc(unfinished, state.LastWriteUtc);
            File.Move(unfinished, target, overwrite: true);
            flush.Add(target);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}

/// <summary>What a native file has beside its content.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="LastWriteUtc">The time of the last change, UTC.</param>
/// <param name="Mode">The permissions as a number; null when they are not known.</param>
internal readonly record struct NativeState(long Length, DateTime LastWriteUtc, int? Mode)
{
    public static NativeState Of(FileVersion version) => new(version.Length, version.LastWriteUtc, version.Mode);
}
