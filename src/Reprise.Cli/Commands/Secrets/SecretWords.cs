using Reprise.Cli.Terminal;
using Reprise.Secrets;

namespace Reprise.Cli.Commands.Secrets;

/// <summary>The words in which secrets are told about.</summary>
internal static class SecretWords
{
    /// <summary>The names of the roles as people type and read them.</summary>
    public static IReadOnlyList<(SecretRole Role, string Typed, string Read, string Json)> Roles { get; } =
    [
        (SecretRole.Prompt, "prompt", "prompt", "prompt"),
        (SecretRole.Answer, "answer", "answer", "answer"),
        (SecretRole.ToolInput, "tool-input", "tool input", "toolInput"),
        (SecretRole.ToolOutput, "tool-output", "tool output", "toolOutput"),
        (SecretRole.FileRead, "file-read", "file read", "fileRead"),
        (SecretRole.Other, "other", "other", "other"),
    ];

    public static string Of(SecretRole role) => Roles.First(entry => entry.Role == role).Read;

    public static string JsonOf(SecretRole role) => Roles.First(entry => entry.Role == role).Json;

    public static string JsonOf(SecretSeverity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>Says what a severity means.</summary>
    public static string Meaning(SecretSeverity severity) =>
        severity switch
        {
            SecretSeverity.High => "High: access to machines, code, data or money",
            SecretSeverity.Medium => "Medium: access to one service, or a password of unknown use",
            _ => "Low: test keys, hashes, and what opens nothing by itself",
        };

    public static Style StyleOf(SecretSeverity severity) =>
        severity switch
        {
            SecretSeverity.High => Style.Red,
            SecretSeverity.Medium => Style.Yellow,
            _ => Style.Dim,
        };

    /// <summary>Lists roles with their counts: <c>tool output 7, prompt 3</c>.</summary>
    public static string Counted(SecretSummary secret) =>
        string.Join(", ", secret.Roles.Select(role => $"{Of(role.Role)} {Count.Of(role.Count)}"));

    /// <summary>Lists roles, the most frequent first.</summary>
    public static string Named(SecretSummary secret) => string.Join(", ", secret.Roles.Select(role => Of(role.Role)));

    /// <summary>Returns the last part of a folder.</summary>
    public static string NameOf(string project)
    {
        string path = project.TrimEnd('/', '\\');
        return path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
