using System.Text;
using System.Text.Json;

namespace Reprise.Cli.Configuration;

/// <summary>Sets a value in the text of a settings file and leaves everything else as it is written, comments included.</summary>
internal static class ConfigEditor
{
    private const string Indent = "  ";

    /// <summary>Returns the text with a value set.</summary>
    /// <param name="text">Valid JSON with comments, an object at its top; empty for a new file.</param>
    /// <param name="path">The names of the objects down to the value.</param>
    /// <param name="value">The JSON of the value.</param>
    public static string Set(string text, ReadOnlySpan<string> path, string value)
    {
        if (string.IsNullOrWhiteSpace(text))
            text = "{}\n";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int depth = 0; ; depth++)
        {
            ConfigPlace place = ConfigPlace.Find(bytes, path[..(depth + 1)]);
            bool isLast = depth == path.Length - 1;
            if (place.HasValue && (isLast || bytes[place.ValueStart] != (byte)'{'))
                return Replace(bytes, place.ValueStart, place.ValueEnd, Nest(path[(depth + 1)..], value, depth + 1));
            if (!place.HasValue)
                return Insert(bytes, place, depth, $"\"{path[depth]}\": {Nest(path[(depth + 1)..], value, depth + 1)}");
        }
    }

    /// <summary>Puts a value into the objects that are missing around it.</summary>
    private static string Nest(ReadOnlySpan<string> path, string value, int depth)
    {
        if (path.IsEmpty)
            return value;
        string inner = Repeat(depth + 1);
        return $"{{\n{inner}\"{path[0]}\": {Nest(path[1..], value, depth + 1)}\n{Repeat(depth)}}}";
    }

    private static string Insert(byte[] bytes, ConfigPlace place, int depth, string member)
    {
        ReadOnlySpan<byte> all = bytes;
        if (place.IsEmpty)
            return Replace(
                bytes,
                place.ObjectStart + 1,
                place.ObjectEnd,
                Between(all[(place.ObjectStart + 1)..place.ObjectEnd]) + $"\n{Repeat(depth + 1)}{member}\n{Repeat(depth)}"
            );
        ReadOnlySpan<byte> behind = all[place.LastEnd..place.ObjectEnd];
        string comma = place.HasTrailingComma ? "" : ",";
        string head = Encoding.UTF8.GetString(all[..place.LastEnd]) + comma;
        if (!behind.Contains((byte)'\n'))
            return head
                + Encoding.UTF8.GetString(behind.TrimEnd((byte)' '))
                + " "
                + member
                + " "
                + Encoding.UTF8.GetString(all[place.ObjectEnd..]);
        // Behind the last comment, so that each comment stays with what it is about.
        string kept = Encoding.UTF8.GetString(behind).TrimEnd();
        return $"{head}{kept}\n{Repeat(depth + 1)}{member}\n{Repeat(depth)}{Encoding.UTF8.GetString(all[place.ObjectEnd..])}";
    }

    // An empty object may hold a comment.
    private static string Between(ReadOnlySpan<byte> inside) => Encoding.UTF8.GetString(inside).TrimEnd();

    private static string Replace(byte[] bytes, int start, int end, string text) =>
        Encoding.UTF8.GetString(bytes.AsSpan(0, start)) + text + Encoding.UTF8.GetString(bytes.AsSpan(end));

    private static string Repeat(int depth) => string.Concat(Enumerable.Repeat(Indent, depth));
}

/// <summary>Where a member is in the text of a settings file, or where it would be.</summary>
internal readonly record struct ConfigPlace
{
    /// <summary>Whether the member is there.</summary>
    public bool HasValue => ValueEnd > 0;

    public int ValueStart { get; private init; }
    public int ValueEnd { get; private init; }

    /// <summary>The opening brace of the object that holds the member.</summary>
    public int ObjectStart { get; private init; }

    /// <summary>Its closing brace.</summary>
    public int ObjectEnd { get; private init; }

    /// <summary>Behind the object's last value.</summary>
    public int LastEnd { get; private init; }

    public bool IsEmpty => LastEnd == 0;

    public bool HasTrailingComma { get; private init; }

    /// <summary>Finds a member; all objects on the way are there.</summary>
    public static ConfigPlace Find(ReadOnlySpan<byte> json, ReadOnlySpan<string> path)
    {
        var reader = new Utf8JsonReader(
            json,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        reader.Read();
        foreach (string name in path[..^1])
        {
            while (reader.Read() && !reader.ValueTextEquals(name))
                reader.Skip();
            reader.Read();
        }
        var place = new ConfigPlace { ObjectStart = (int)reader.TokenStartIndex };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIt = reader.ValueTextEquals(path[^1]);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            int end = (int)reader.BytesConsumed;
            // The last of several with one name counts, as it does for whoever reads the file.
            place = isIt ? place with { ValueStart = start, ValueEnd = end, LastEnd = end } : place with { LastEnd = end };
        }
        int close = (int)reader.TokenStartIndex;
        return place with { ObjectEnd = close, HasTrailingComma = place.LastEnd > 0 && HasComma(json[place.LastEnd..close]) };
    }

    private static bool HasComma(ReadOnlySpan<byte> behind)
    {
        while (!behind.IsEmpty)
        {
            if (behind[0] == ',')
                return true;
            int skip = behind switch
            {
                [(byte)'/', (byte)'/', ..] => behind.IndexOf((byte)'\n'),
                [(byte)'/', (byte)'*', ..] => behind.IndexOf("*/"u8) + 2,
                _ => 1,
            };
            behind = skip <= 0 ? [] : behind[skip..];
        }
        return false;
    }
}
