using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Droid;

/// <summary>What the names of Droid's files and folders mean.</summary>
internal static class DroidLayout
{
    /// <summary>The folder of all sessions, below the home.</summary>
    public const string Sessions = "sessions";

    private const string Lines = ".jsonl";
    private const string Settings = ".settings.json";

    /// <summary>Whether a folder holds sessions: those of a project, whose path is spelled with signs, or questions asked aside.</summary>
    public static bool IsProject(string name) => name.StartsWith('-') || name == "btw";

    /// <summary>Whether a file holds a session.</summary>
    public static bool IsSession(string name) => name.EndsWith(Lines, StringComparison.Ordinal) && name.Length > Lines.Length;

    /// <summary>Whether a name can be a session's id.</summary>
    public static bool IsId(string stem) => Guid.TryParseExact(stem, "D", out _);

    /// <summary>The id of the session that a file beside it belongs to.</summary>
    public static string OwnerOf(string name) => name.IndexOf('.') is var end and >= 0 ? name[..end] : name;

    /// <summary>What a file beside a session is.</summary>
    public static FileRole RoleOf(string name) =>
        name.EndsWith(Settings, StringComparison.Ordinal) ? FileRole.Metadata : FileRole.Other;

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            Lines => TextShape.JsonLines,
            ".json" => TextShape.Json,
            _ => TextShape.Text,
        };
}
