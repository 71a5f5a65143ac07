using System.Text;
using Reprise.Databases;

namespace Reprise.Searching;

/// <summary>Conditions of a statement with their values, which are bound and never become part of the text.</summary>
internal sealed class SqlConditions
{
    private readonly StringBuilder _text = new();

    // A null stands for the number at the same place.
    private readonly List<string?> _texts = [];
    private readonly List<long> _numbers = [];

    /// <summary>Remembers a text.</summary>
    /// <returns>The parameter that stands for it.</returns>
    public string Value(string text) => Add(text, 0);

    /// <inheritdoc cref="Value(string)"/>
    public string Value(long number) => Add(null, number);

    /// <summary>Adds a condition that must hold too.</summary>
    public void And(string condition) => _text.Append(_text.Length == 0 ? "" : " AND ").Append('(').Append(condition).Append(')');

    /// <summary>Binds all values.</summary>
    public void Bind(SqliteStatement statement)
    {
        for (int i = 0; i < _texts.Count; i++)
        {
            if (_texts[i] is { } text)
                statement.Text(i + 1, text);
            else
                statement.Integer(i + 1, _numbers[i]);
        }
    }

    /// <summary>Returns the pattern for LIKE that a text occurs in, with the text's own wildcards made plain.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>Returns the conditions; one that always holds when there are none.</summary>
    public override string ToString() => _text.Length == 0 ? "1" : _text.ToString();

    private string Add(string? text, long number)
    {
        _texts.Add(text);
        _numbers.Add(number);
        return $"?{_texts.Count}";
    }
}
