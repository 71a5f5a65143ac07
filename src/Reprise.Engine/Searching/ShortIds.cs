using Reprise.Databases;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Shortens native ids to what people can type: as many characters as tell a session from all others.</summary>
public sealed class ShortIds
{
    /// <summary>Shorter ones would soon be ambiguous.</summary>
    public const int MinLength = 8;

    private readonly List<string> _ids = [];

    /// <summary>Loads the ids of all sessions.</summary>
    public ShortIds(SessionIndex index)
    {
        using SqliteStatement query = index.Database.Prepare("SELECT DISTINCT native_id FROM sessions");
        while (query.Step())
            _ids.Add(query.Text(0)!);
        _ids.Sort(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Returns the shortest start of an id that no other session's id has.</summary>
    public string Of(string nativeId)
    {
        int at = _ids.BinarySearch(nativeId, StringComparer.OrdinalIgnoreCase);
        int length = MinLength;
        if (at > 0)
            length = Math.Max(length, Common(nativeId, _ids[at - 1]) + 1);
        if (at >= 0 && at + 1 < _ids.Count)
            length = Math.Max(length, Common(nativeId, _ids[at + 1]) + 1);
        return nativeId[..Math.Min(length, nativeId.Length)];
    }

    private static int Common(string a, string b)
    {
        int length = 0;
        while (length < a.Length && length < b.Length && char.ToUpperInvariant(a[length]) == char.ToUpperInvariant(b[length]))
            length++;
        return length;
    }
}
