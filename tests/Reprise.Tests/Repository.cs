namespace Reprise.Tests;

/// <summary>Finds the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Find(Environment.GetEnvironmentVariable("REPRISE_ROOT") ?? AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        string? candidate = folder;
        while (candidate is not null && !File.Exists(Path.Combine(candidate, "Reprise.slnx")))
            candidate = Path.GetDirectoryName(candidate);
        return candidate ?? throw new InvalidOperationException("The tests run outside the repository: set REPRISE_ROOT.");
    }
}
