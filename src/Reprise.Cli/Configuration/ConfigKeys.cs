using System.Text.Json;
using Reprise.Files;

namespace Reprise.Cli.Configuration;

/// <summary>A setting by its name.</summary>
/// <param name="Name">As people type it: <c>capture.minAge</c>.</param>
/// <param name="Meaning">What it sets, with its unit.</param>
/// <param name="Form">What can be typed for it, with an example.</param>
/// <param name="Default">The JSON of the value that holds when it is not set.</param>
/// <param name="IsSecret">Whether its value is never shown.</param>
internal sealed record ConfigKey(string Name, string Meaning, string Form, string Default, bool IsSecret = false)
{
    /// <summary>The names of the objects down to the value.</summary>
    public string[] Path => Name.Split('.');
}

/// <summary>All settings: what <c>config</c> knows and completion offers.</summary>
internal static class ConfigKeys
{
    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new(
            "mask.patterns",
            "expressions to mask: texts, or objects with pattern, kind and ignoreCase",
            """a JSON list, such as ["EMP-[0-9]{6}"] or [{"pattern": "EMP-[0-9]{6}", "kind": "employee-number"}]""",
            "[]"
        ),
        new(
            "mask.literals",
            "texts to mask wherever they stand",
            """a JSON list of texts, such as ["bluebird"]""",
            "[]",
            IsSecret: true
        ),
        new(
            "mask.personalData",
            "what about people to mask: email, phone, card, ip, name",
            """a JSON list, such as ["email", "name"]""",
            "[]"
        ),
        new("vault", "on keeps originals encrypted, off makes masking final", "on or off", "\"on\""),
        new("capture.minAge", "minutes that a session must rest before it is captured", "a number of minutes, such as 5", "0"),
        new(
            "capture.roots",
            "more folders to look into: objects with agent, path and host",
            """a JSON list, such as [{"agent": "codex", "path": "/mnt/laptop/.codex"}]""",
            "[]"
        ),
        new(
            "sessionTypes",
            "kinds of work for 'usage --by type': objects with type, skills and path; the first that fits holds",
            """a JSON list, such as [{"type": "docs", "skills": ["writing"], "path": ["/docs"]}]""",
            "[]"
        ),
        new(
            "prices",
            "prices of your own, in dollars per 1,000,000 tokens",
            """a JSON list, such as [{"model": "my-model", "input": 0.5, "output": 2}]""",
            "[]"
        ),
    ];

    /// <exception cref="RepriseException">There is no such setting.</exception>
    public static ConfigKey Find(string name)
    {
        if (All.FirstOrDefault(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } key)
            return key;
        string? nearest = Nearest.To(name, All.Select(k => k.Name));
        throw UsageError.Of(
            $"There is no setting '{SafeWord.Of(name)}'.",
            nearest is null ? $"Settings: {string.Join(", ", All.Select(k => k.Name))}." : $"Did you mean '{nearest}'?"
        );
    }

    /// <summary>Reads the value of a setting from the bytes of a file; its default when it is not set.</summary>
    public static JsonElement Read(ConfigKey key, ReadOnlyMemory<byte> json)
    {
        JsonElement value = Parse(json.Span.Trim(" \t\r\n"u8).IsEmpty ? "{}"u8.ToArray() : json);
        foreach (string name in key.Path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return Parse(System.Text.Encoding.UTF8.GetBytes(key.Default));
        }
        return value;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json["\uFEFF"u8.Length..];
        using var document = JsonDocument.Parse(
            json,
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        return document.RootElement.Clone();
    }
}
