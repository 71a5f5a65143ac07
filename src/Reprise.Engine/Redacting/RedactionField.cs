namespace Reprise.Redacting;

/// <summary>A part of a session that a text can stand in.</summary>
public enum RedactionField : byte
{
    /// <summary>What a person typed.</summary>
    Prompt,

    /// <summary>What the model answered.</summary>
    Answer,

    /// <summary>What the model thought.</summary>
    Thinking,

    /// <summary>The name and the input of a tool call.</summary>
    ToolInput,

    /// <summary>The output of a tool.</summary>
    ToolOutput,

    /// <summary>Any other message: notes and notices of the agent, summaries.</summary>
    Note,

    /// <summary>A title, whoever gave it.</summary>
    Title,

    /// <summary>A working folder, and the paths of a session's files.</summary>
    Folder,

    /// <summary>A git branch.</summary>
    Branch,

    /// <summary>The address of a git remote.</summary>
    Remote,
}

/// <summary>The names of the fields, as people type them and the journal keeps them.</summary>
public static class RedactionFields
{
    private static readonly (RedactionField Field, string Name)[] _names =
    [
        (RedactionField.Prompt, "prompt"),
        (RedactionField.Answer, "answer"),
        (RedactionField.Thinking, "thinking"),
        (RedactionField.ToolInput, "tool-input"),
        (RedactionField.ToolOutput, "tool-output"),
        (RedactionField.Note, "note"),
        (RedactionField.Title, "title"),
        (RedactionField.Folder, "folder"),
        (RedactionField.Branch, "branch"),
        (RedactionField.Remote, "remote"),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _names.Select(entry => entry.Name)];

    /// <summary>Returns the name of a field.</summary>
    public static string NameOf(RedactionField field) => _names[(int)field].Name;

    /// <summary>Finds a field by its name.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static RedactionField? Find(string? name)
    {
        foreach ((RedactionField field, string known) in _names)
        {
            if (known == name)
                return field;
        }
        return null;
    }
}
