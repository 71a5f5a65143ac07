namespace Reprise.Benchmarks.Harness;

/// <summary>A command as a person would type it.</summary>
/// <param name="Program">The program, by path or to be found on the path.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Environment variables to set; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The exit codes that count as success.</summary>
    public IReadOnlyList<int> Accepts { get; init; } = [0];

    /// <summary>Makes a command of the shell, for pipes and lists of files.</summary>
    /// <param name="script">The script; it finds <paramref name="arguments"/> in <c>$1</c>, <c>$2</c> …</param>
    /// <param name="arguments">Its parameters.</param>
    public static Command Shell(string script, params IEnumerable<string> arguments) =>
        new("sh", ["-c", script, "sh", .. arguments]);

    /// <summary>Makes the same command write its output into a file, where it is longer than what is kept of it.</summary>
    /// <param name="path">The file.</param>
    public Command To(string path) =>
        Shell("out=$1; shift; exec \"$@\" > \"$out\"", [path, Program, .. Arguments]) with
        {
            Variables = Variables,
            Accepts = Accepts,
        };

    public override string ToString() => $"{Path.GetFileName(Program)} {string.Join(' ', Arguments)}";
}
