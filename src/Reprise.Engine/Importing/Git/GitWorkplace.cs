using System.Diagnostics;
using System.Text;
using Reprise.Files;

namespace Reprise.Importing.Git;

/// <summary>
/// An empty repository of our own that borrows the objects of another: whatever configuration, hooks, filters, replacements or
/// remotes the other has, git does not see them.
/// </summary>
internal sealed class GitWorkplace : IDisposable
{
    private const int MaxConfigurationLength = 1024 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _program;
    private readonly string _objects;
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-git-").FullName;

    /// <param name="program">The <c>git</c> program.</param>
    /// <param name="place">The repository to borrow from.</param>
    public GitWorkplace(string program, GitPlace place)
    {
        _program = program;
        _objects = place.Objects;
        bool isLong = UsesLongNames(Path.Combine(place.Folder, "config"));
        string format = isLong
            ? "1\n\tbare = true\n\tcommitGraph = false\n[extensions]\n\tobjectFormat = sha256\n"
            : "0\n\tbare = true\n\tcommitGraph = false\n";
        Directory.CreateDirectory(Path.Combine(_folder, "objects"));
        Directory.CreateDirectory(Path.Combine(_folder, "refs"));
        Write("config", $"[core]\n\trepositoryFormatVersion = {format}");
        Write("HEAD", "ref: refs/heads/none\n");
        Write("empty", "");
        // Where history was cut off when it was cloned: behind it there is nothing to look for.
        var shallow = new FileInfo(Path.Combine(place.Folder, "shallow"));
        if (shallow.Exists && shallow.Length > 0)
            shallow.CopyTo(Path.Combine(_folder, "shallow"));
    }

    /// <summary>Starts git.</summary>
    /// <exception cref="RepriseException">It cannot be started.</exception>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(_program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardInputEncoding = Utf8,
        };
        foreach (
            string name in start
                .Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase))
                .ToArray()
        )
            start.Environment.Remove(name);
        string empty = Path.Combine(_folder, "empty");
        start.Environment["GIT_DIR"] = _folder;
        start.Environment["GIT_OBJECT_DIRECTORY"] = _objects;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_SYSTEM"] = empty;
        start.Environment["GIT_CONFIG_GLOBAL"] = empty;
        // Git before 2.32 finds the user's configuration by these.
        start.Environment["HOME"] = _folder;
        start.Environment["XDG_CONFIG_HOME"] = _folder;
        start.Environment["GIT_ATTR_NOSYSTEM"] = "1";
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["LC_ALL"] = "C";
        try
        {
            Process process = Process.Start(start) ?? throw new IOException("No process was started.");
            // What git complains of may name content; it is not shown, and must not fill the pipe.
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            return process;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            throw new RepriseException("git", "The program git cannot be started.", "Run 'git --version' to see why.", error);
        }
    }

    private static bool UsesLongNames(string configuration)
    {
        var file = new FileInfo(configuration);
        if (!file.Exists || file.Length is 0 or > MaxConfigurationLength)
            return false;
        return File.ReadLines(configuration)
            .Select(line => line.Split('=', 2))
            .Any(parts =>
                parts.Length == 2
                && parts[0].Trim().Equals("objectformat", StringComparison.OrdinalIgnoreCase)
                && parts[1].Trim().Equals("sha256", StringComparison.OrdinalIgnoreCase)
            );
    }

    private void Write(string name, string text)
    {
        using FileStream stream = new(Path.Combine(_folder, name), FileMode.CreateNew, FileAccess.Write);
        stream.Write(Utf8.GetBytes(text));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
