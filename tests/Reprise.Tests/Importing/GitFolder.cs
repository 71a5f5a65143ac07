using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shouldly;

namespace Reprise.Tests.Importing;

/// <summary>A git repository that a test makes, one commit after the other.</summary>
internal sealed class GitFolder
{
    private DateTimeOffset _time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public GitFolder(string path, params string[] options)
    {
        Path = Directory.CreateDirectory(path).FullName;
        Run([.. (string[])["init", "-q", "-b", "main"], .. options]);
    }

    public string Path { get; }

    /// <summary>The time of the latest commit.</summary>
    public DateTimeOffset Time => _time;

    public void Write(string relative, string content)
    {
        string path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public void Delete(string relative) => File.Delete(System.IO.Path.Combine(Path, relative));

    /// <summary>Commits all there is, an hour after the commit before.</summary>
    public void Commit() => Commit(TimeSpan.FromHours(1));

    /// <summary>Commits all there is.</summary>
    /// <param name="after">The time since the commit before: negative when the clock went back.</param>
    public void Commit(TimeSpan after)
    {
        _time += after;
        Run("add", "-A");
        Run("commit", "-q", "--allow-empty", "-m", "state");
    }

    public string Run(params string[] arguments) => Run(arguments, []);

    public string Run(string[] arguments, byte[] input)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string time = _time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_AUTHOR_DATE"] = time;
        start.Environment["GIT_COMMITTER_DATE"] = time;
        foreach (string who in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{who}_NAME"] = "ana";
            start.Environment[$"GIT_{who}_EMAIL"] = "ana@example.org";
        }
        using Process process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {error.Result}");
        return output.Trim();
    }

    /// <summary>Writes an object with any content into the repository, also such as git itself would refuse.</summary>
    public string WriteObject(string type, byte[] content) =>
        Run(["hash-object", "-w", "--literally", "-t", type, "--stdin"], content);

    /// <summary>Makes a commit with one tree entry of any name.</summary>
    public void CommitEntry(string mode, string name, string objectName, string branch)
    {
        byte[] tree = [.. Encoding.UTF8.GetBytes($"{mode} {name}\0"), .. Convert.FromHexString(objectName)];
        string commit = Run("commit-tree", "-m", "made by hand", WriteObject("tree", tree));
        Run("update-ref", $"refs/heads/{branch}", commit);
    }
}
