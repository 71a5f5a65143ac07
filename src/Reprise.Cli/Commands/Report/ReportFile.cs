using System.Text;
using Reprise.Files;

namespace Reprise.Cli.Commands.Report;

/// <summary>The new file that a report is written into; it has its name once all of it is there.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private readonly bool _overwrite;
    private readonly Stream _stream;
    private bool _isDone;

    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether another one of its name is replaced.</param>
    /// <exception cref="RepriseException">There is one already, or no folder for it.</exception>
    public ReportFile(string path, bool overwrite)
    {
        if (Directory.Exists(path))
            throw new RepriseException("exists", $"{path} is a folder.", "Name a file.");
        if (!overwrite && File.Exists(path))
            throw Exists(path);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new RepriseException("path", $"There is no folder {folder}.", "Make it first.");
        _path = path;
        _overwrite = overwrite;
        _unfinished = $"{path}.{Environment.ProcessId}{AtomicFile.UnfinishedEnding}";
        File.Delete(_unfinished);
        _stream = new BufferedStream(PrivateFolder.CreateFile(_unfinished), 64 * 1024);
        Writer = new StreamWriter(_stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
    }

    public Stream Stream => _stream;

    public TextWriter Writer { get; }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="RepriseException">Somebody has made one of that name meanwhile.</exception>
    public void Complete()
    {
        Writer.Dispose();
        _stream.Dispose();
        try
        {
            File.Move(_unfinished, _path, _overwrite);
        }
        catch (IOException) when (!_overwrite && File.Exists(_path))
        {
            throw Exists(_path);
        }
        _isDone = true;
    }

    public void Dispose()
    {
        if (_isDone)
            return;
        Writer.Dispose();
        _stream.Dispose();
        File.Delete(_unfinished);
    }

    private static RepriseException Exists(string path) =>
        new("exists", $"{path} is there already.", "Name a new file, or overwrite it with --force.");
}
