using System.Buffers;
using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Kimi;

/// <summary>What the names of Kimi's files and folders mean.</summary>
internal static class KimiLayout
{
    /// <summary>The folder of all sessions, with a folder for each project.</summary>
    public const string Sessions = "sessions";

    /// <summary>The log of the main agent of Kimi Code, in a session's folder.</summary>
    public const string MainWire = "agents/main/wire.jsonl";

    /// <summary>The log of an agent; in a session's folder, that of Kimi CLI's main one.</summary>
    public const string Wire = "wire.jsonl";

    /// <summary>What Kimi CLI gives the model, in a session's folder.</summary>
    public const string Context = "context.jsonl";

    private const string Lines = ".jsonl";
    private const int HashLength = 32;

    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Whether a folder holds the sessions of a project: <c>wd_</c> and what Kimi Code makes of the path, or the path's hash, behind
    /// the name of the machine where that is another one.
    /// </summary>
    public static bool IsProject(string name) =>
        name.StartsWith("wd_", StringComparison.Ordinal)
        || (
            name.Length >= HashLength
            && !name.AsSpan(name.Length - HashLength).ContainsAnyExcept(_hexDigits)
            && (name.Length == HashLength || name[^(HashLength + 1)] == '_')
        );

    /// <summary>Whether a file in a project's folder holds the session of an early release of Kimi CLI.</summary>
    public static bool IsLoose(string name) => name.EndsWith(Lines, StringComparison.Ordinal) && name.Length > Lines.Length;

    /// <summary>What a file in a session's folder is.</summary>
    /// <param name="inside">Its path below the folder.</param>
    /// <param name="transcript">The file that is the session's transcript.</param>
    public static FileRole RoleOf(string inside, string transcript)
    {
        if (inside == transcript)
            return FileRole.Transcript;
        bool isWire = inside.EndsWith("/" + Wire, StringComparison.Ordinal);
        if (isWire && (IsBelow(inside, "agents/") || IsBelow(inside, "subagents/")))
            return FileRole.Subagent;
        return inside is "state.json" or "metadata.json" or Context ? FileRole.Metadata : FileRole.Other;
    }

    /// <summary>The name of the agent whose log a file is: that of its folder.</summary>
    public static string AgentOf(string relativePath)
    {
        string[] parts = relativePath.Split('/');
        return parts.Length > 1 ? parts[^2] : relativePath;
    }

    /// <summary>Tells session and role of a file by its path alone.</summary>
    public static (string Session, FileRole Role) PlaceOf(string path)
    {
        string[] parts = path.Split('/');
        if (parts[^1] is not (Wire or Context) || parts.Length < 2)
            return (Path.GetFileNameWithoutExtension(parts[^1]), FileRole.Transcript);
        if (parts.Length > 3 && parts[^3] is "agents" or "subagents")
            return (parts[^4], parts[^2] == "main" ? FileRole.Transcript : FileRole.Subagent);
        return (parts[^2], FileRole.Transcript);
    }

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            Lines => TextShape.JsonLines,
            ".json" => TextShape.Json,
            _ => TextShape.Text,
        };

    private static bool IsBelow(string inside, string folder) => inside.StartsWith(folder, StringComparison.Ordinal);
}
