using System.Text;
using System.Text.Json;

namespace Reprise.Reporting;

/// <summary>What a tool call is about: the command, the file or the words that were looked for.</summary>
/// <param name="Text">The subject; may have several lines.</param>
/// <param name="IsEdit">Whether the call writes a file.</param>
internal readonly record struct ToolSubject(string Text, bool IsEdit)
{
    private const string PatchStart = "*** Begin Patch";
    private const int MaxDepth = 64;

    // Agents name their tools as they like; what a tool is given tells more than its name.
    private static readonly string[] _commands = ["command", "cmd", "script", "commandLine", "CommandLine"];
    private static readonly string[] _paths =
    [
        "file_path",
        "filePath",
        "absolute_path",
        "notebook_path",
        "target_file",
        "TargetFile",
        "path",
        "filename",
        "file",
    ];
    private static readonly string[] _others =
    [
        "url",
        "query",
        "pattern",
        "description",
        "prompt",
        "skill",
        "subagent_type",
        "text",
        "input",
    ];
    private static readonly HashSet<string> _contents = new(StringComparer.Ordinal)
    {
        "content",
        "contents",
        "file_text",
        "new_string",
        "newString",
        "new_str",
        "newText",
        "old_string",
        "oldString",
        "old_str",
        "edits",
        "patch",
        "diff",
        "code_edit",
        "new_source",
        "insert_text",
        "replacement",
        "replacements",
    };

    // Where the input does not show what is written.
    private static readonly string[] _editors =
    [
        "edit",
        "multiedit",
        "editfile",
        "write",
        "writefile",
        "createfile",
        "writetofile",
        "replaceinfile",
        "notebookedit",
        "applypatch",
        "applydiff",
        "codeaction",
    ];

    /// <summary>Finds it in the name and the input of a call; the input may be cut.</summary>
    public static ToolSubject Of(string name, string input)
    {
        ToolSubject subject = Of(input);
        return subject.IsEdit || !IsEditor(name) ? subject : subject with { IsEdit = true };
    }

    private static bool IsEditor(string name) =>
        _editors.Contains(
            name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal),
            StringComparer.OrdinalIgnoreCase
        );

    private static ToolSubject Of(string input)
    {
        var members = new List<(string Name, string Value)>();
        bool isJson = Read(input, members);
        if (FindPatch(isJson ? members.Select(member => member.Value) : [input]) is { } patch)
            return new ToolSubject(PatchedFiles(patch), true);
        if (!isJson)
            return new ToolSubject(input, false);
        string? path = Find(members, _paths);
        bool isEdit = path is not null && members.Exists(member => _contents.Contains(member.Name));
        // One word beside a path is what to do with the file, and no command of a shell.
        if (Find(members, _commands) is { } command && (path is null || (!isEdit && command.Contains(' '))))
            return new ToolSubject(command, false);
        if (path is not null)
        {
            string? pattern = isEdit ? null : Find(members, "pattern", "query", "regex");
            return new ToolSubject(pattern is null ? path : $"{pattern} in {path}", isEdit);
        }
        string? other = Find(members, _others) ?? members.Find(member => member.Value.Length > 0).Value;
        return new ToolSubject(other ?? (members.Count == 0 && input is "{}" ? "" : input), false);
    }

    private static string? Find(List<(string Name, string Value)> members, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            foreach ((string known, string value) in members)
            {
                if (known == name && value.Length > 0)
                    return value;
            }
        }
        return null;
    }

    /// <summary>Reads the members of the outermost object, as far as the input goes; lists of texts become one text.</summary>
    /// <returns>False when it is no JSON.</returns>
    private static bool Read(string input, List<(string Name, string Value)> members)
    {
        var json = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(input),
            isFinalBlock: false,
            new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth })
        );
        string name = "";
        List<string>? words = null;
        try
        {
            if (!json.Read())
                return false;
            if (json.TokenType == JsonTokenType.String)
                members.Add(("", json.GetString() ?? ""));
            while (json.Read())
            {
                if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName)
                {
                    name = json.GetString() ?? "";
                    words = null;
                }
                else if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.String)
                    members.Add((name, json.GetString() ?? ""));
                else if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.StartArray)
                    words = [];
                else if (json.CurrentDepth == 2 && json.TokenType == JsonTokenType.String)
                    words?.Add(json.GetString() ?? "");
                else if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.EndArray)
                    members.Add((name, Command(words ?? [])));
            }
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return members.Count > 0;
        }
    }

    // A shell takes the command as its last argument.
    private static string Command(List<string> words) =>
        words.Count > 2 && words[^2] is "-c" or "-lc" or "-Command" ? words[^1] : string.Join(' ', words);

    private static string? FindPatch(IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            int at = value.IndexOf(PatchStart, StringComparison.Ordinal);
            if (at >= 0)
                return value[at..];
        }
        return null;
    }

    private static string PatchedFiles(string patch)
    {
        var files = new List<string>();
        foreach (ReadOnlySpan<char> line in patch.AsSpan().EnumerateLines())
        {
            foreach (string mark in (string[])["*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: "])
            {
                if (line.StartsWith(mark, StringComparison.Ordinal))
                    files.Add(line[mark.Length..].ToString());
            }
        }
        return string.Join(", ", files);
    }
}
