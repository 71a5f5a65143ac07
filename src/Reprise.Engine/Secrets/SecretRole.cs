namespace Reprise.Secrets;

/// <summary>How a secret came into a session.</summary>
public enum SecretRole : byte
{
    /// <summary>A person typed it.</summary>
    Prompt,

    /// <summary>The model wrote it.</summary>
    Answer,

    /// <summary>The model gave it to a tool.</summary>
    ToolInput,

    /// <summary>A tool printed it.</summary>
    ToolOutput,

    /// <summary>A tool read a file that holds it.</summary>
    FileRead,

    /// <summary>It stands in something else: a note of the agent, a summary, a file that is kept with the session.</summary>
    Other,
}
