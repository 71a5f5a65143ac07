namespace Reprise.Agents.Goose;

/// <summary>Where Goose keeps what.</summary>
internal static class GooseLayout
{
    /// <summary>The folder of sessions below the home.</summary>
    public const string Sessions = "sessions";

    public const string Database = "sessions.db";

    private const string Lines = ".jsonl";

    /// <summary>Whether a file is a session of an older release.</summary>
    public static bool IsLines(string name) => name.EndsWith(Lines, StringComparison.Ordinal);

    /// <summary>The place of a session's messages below the database.</summary>
    /// <param name="name">The session's name in the archive.</param>
    public static string Messages(string name) => name + Lines;

    /// <summary>The place of what else is known of a session.</summary>
    /// <inheritdoc cref="Messages"/>
    public static string Facts(string name) => name + ".session" + Lines;
}
