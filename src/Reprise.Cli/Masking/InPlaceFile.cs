using Reprise.Files;

namespace Reprise.Cli.Masking;

/// <summary>Replaces a file by its masked form: whole or not at all, with its permissions, and never over a change of others.</summary>
internal sealed class InPlaceFile : IDisposable
{
    private readonly FileInfo _file;
    private readonly long _length;
    private readonly DateTime _lastWriteUtc;
    private readonly string _unfinished;
    private FileStream? _target;

    /// <param name="path">The file; a link is followed, so that it stays a link.</param>
    public InPlaceFile(string path)
    {
        var file = new FileInfo(path);
        _file = file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
        if (!_file.Exists)
            throw new FileNotFoundException(null, path);
        _length = _file.Length;
        _lastWriteUtc = _file.LastWriteTimeUtc;
        _unfinished = $"{_file.FullName}.{Environment.ProcessId}{AtomicFile.UnfinishedEnding}";
        File.Delete(_unfinished);
        _target = PrivateFolder.CreateFile(_unfinished);
    }

    /// <summary>The file as it is.</summary>
    public string Path => _file.FullName;

    public long Length => _length;

    /// <summary>Where the masked form is written.</summary>
    public Stream Target => _target ?? throw new ObjectDisposedException(nameof(InPlaceFile));

    /// <summary>Puts the masked form in the place of the file.</summary>
    /// <param name="backup">Where the original is kept; null to keep none.</param>
    /// <exception cref="RepriseException">The file was changed meanwhile, or the backup exists.</exception>
    public void Commit(string? backup)
    {
        Target.Flush();
        _target?.Flush(flushToDisk: true);
        _target?.Dispose();
        _target = null;
        _file.Refresh();
        if (!_file.Exists || _file.Length != _length || _file.LastWriteTimeUtc != _lastWriteUtc)
            throw new RepriseException(
                "changed",
                $"{_file.FullName} was changed while it was masked.",
                "Nothing was replaced. Run it again when nothing writes to it."
            );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_unfinished, _file.UnixFileMode);
        if (backup is not null)
            Keep(backup);
        File.Move(_unfinished, _file.FullName, overwrite: true);
        PrivateFolder.Flush(System.IO.Path.GetDirectoryName(_file.FullName) ?? "/");
    }

    public void Dispose()
    {
        _target?.Dispose();
        File.Delete(_unfinished);
    }

    private void Keep(string backup)
    {
        if (File.Exists(backup))
            throw new RepriseException(
                "exists",
                $"The backup {backup} exists already.",
                "Nothing was replaced. Remove it, or give another --backup."
            );
        File.Copy(_file.FullName, backup);
    }
}
