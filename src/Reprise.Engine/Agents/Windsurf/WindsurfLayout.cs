using Reprise.Masking;

namespace Reprise.Agents.Windsurf;

/// <summary>What the names of Windsurf's files and folders mean.</summary>
internal static class WindsurfLayout
{
    /// <summary>The folder of transcripts, below the home.</summary>
    public const string Transcripts = "transcripts";

    /// <summary>The folder of encrypted conversations, below the home.</summary>
    public const string Conversations = "cascade";

    /// <summary>The folder with a folder of plans for each conversation, below the home.</summary>
    public const string Plans = "brain";

    private const string Lines = ".jsonl";
    private const string Encrypted = ".pb";

    /// <summary>Whether a file holds a transcript.</summary>
    public static bool IsTranscript(string name) => name.EndsWith(Lines, StringComparison.Ordinal);

    /// <summary>The conversation that an encrypted file holds; null when it is another file.</summary>
    public static string? ConversationOf(string name) =>
        name.EndsWith(Encrypted, StringComparison.Ordinal) && Guid.TryParse(name[..^Encrypted.Length], out _)
            ? name[..^Encrypted.Length]
            : null;

    /// <summary>Whether a file holds a plan that can be read.</summary>
    public static bool IsPlan(string name) => name.EndsWith(".md", StringComparison.Ordinal);

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) => IsTranscript(name) ? TextShape.JsonLines : TextShape.Text;
}
