using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Data;

/// <summary>Where a run finds the repository and the shared data, and where it may write.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _work;
    private int _next;

    private Workplace(string repository, string cache)
    {
        Repository = repository;
        Cache = cache;
        _work = Path.Combine(cache, $"work-{Environment.ProcessId}");
        Directory.CreateDirectory(_work);
    }

    /// <summary>The root of the repository.</summary>
    public string Repository { get; }

    /// <summary>Outlives the run: generated data and published programs.</summary>
    public string Cache { get; }

    /// <exception cref="BenchmarkException">The program does not lie in the repository.</exception>
    public static Workplace Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Reprise.slnx")))
            folder = Path.GetDirectoryName(folder);
        if (folder is null)
            throw new BenchmarkException("The benchmarks are run from within the repository: ./bench");
        string cache =
            Environment.GetEnvironmentVariable("REPRISE_BENCH_CACHE") ?? Path.Combine(Path.GetTempPath(), "reprise-bench");
        return new Workplace(folder, Path.GetFullPath(cache));
    }

    /// <summary>A file or folder of the data shared beside the repository.</summary>
    /// <exception cref="BenchmarkException">It is not there.</exception>
    public string Shared(string path)
    {
        string full = Path.GetFullPath(Path.Combine(Repository, "..", "shared", path));
        return Path.Exists(full) ? full : throw new BenchmarkException($"{full} is needed and is not there.");
    }

    /// <summary>Makes an empty folder that is deleted with the workplace.</summary>
    public string NewFolder()
    {
        string folder = Path.Combine(_work, $"{++_next}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Returns a folder of the cache, which is made when it is not there yet.</summary>
    /// <param name="name">Names what is in it, with all that it depends on.</param>
    /// <param name="make">Fills the folder it is given.</param>
    public string Keep(string name, Action<string> make)
    {
        string folder = Path.Combine(Cache, name);
        if (Directory.Exists(folder))
            return folder;
        string unfinished = NewFolder();
        make(unfinished);
        Directory.Move(unfinished, folder);
        return folder;
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);
}
