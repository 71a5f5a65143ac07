using Reprise.Masking;

namespace Reprise.Agents.Codex;

/// <summary>What the names of Codex's files and folders mean.</summary>
internal static class CodexLayout
{
    /// <summary>The folders with sessions below the home, and whether Codex archived what is in them.</summary>
    public static readonly (string Name, bool IsArchive)[] Folders = [("sessions", false), ("archived_sessions", true)];

    /// <summary>The file with the names of sessions.</summary>
    public const string IndexFile = "session_index.jsonl";

    private const string Prefix = "rollout-";

    /// <summary>The ending of a file of lines.</summary>
    public const string Lines = ".jsonl";

    private const string Document = ".json";
    private const string Compressed = ".jsonl.zst";
    private const int IdLength = 36;

    /// <summary>Whether a file holds a session.</summary>
    public static bool IsSession(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && (name.EndsWith(Lines, StringComparison.Ordinal) || name.EndsWith(Document, StringComparison.Ordinal));

    /// <summary>Whether a file holds a session that Codex compressed.</summary>
    public static bool IsCompressed(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Compressed, StringComparison.Ordinal);

    /// <summary>A file's name without its endings.</summary>
    public static string Stem(string name) =>
        name.EndsWith(Compressed, StringComparison.Ordinal) ? name[..^Compressed.Length] : Path.GetFileNameWithoutExtension(name);

    /// <summary>The session's id at the end of a stem.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? IdOf(string stem) =>
        stem.Length >= IdLength && Guid.TryParseExact(stem[^IdLength..], "D", out _) ? stem[^IdLength..] : null;

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        name.EndsWith(Document, StringComparison.Ordinal) ? TextShape.Json : TextShape.JsonLines;
}
