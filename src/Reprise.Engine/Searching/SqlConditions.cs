using System.Text;
using Reprise.Databases;

namespace Reprise.Searching;

/// <summary>Conditions of a statement with their values, which are bound and never become part of the text.</summary>
internal sealed class SqlConditions
{
    private readonly StringBuilder _text = new();
    private readonly List<(string? Text, long Number)> _values = [];

    /// <summary>Remembers a text.</summary>
    /// <returns>The parameter that stands for it.</returns>
    public string Value(string text)
    {
        _values.Add((text, 0));
        return $"?{_values.Count}";
    }

    /// <inheritdoc cref="Value(string)"/>
    public string Value(long number)
    {
        _values.Add((null, number));
        return $"?{_values.Count}";
    }

    /// <summary>Adds a condition that must hold too.</summary>
    public void And(string condition) => _text.Append(_text.Length == 0 ? "" : " AND ").Append('(').Append(condition).Append(')');

    /// <summary>Binds all values.</summary>
    public void Bind(SqliteStatement statement)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            if (_values[i].Text is { } text)
                statement.Text(i + 1, text);
            else
                statement.Integer(i + 1, _values[i].Number);
        }
    }

    /// <summary>Returns the pattern for LIKE that a text occurs in, with the text's own wildcards made plain.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>Returns the conditions; one that always holds when there are none.</summary>
    public override string ToString() => _text.Length == 0 ? "1" : _text.ToString();
}
