using Reprise.Databases;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Numbers the messages of a session for people, from 1 on, in the order of its files and their records.</summary>
/// <remarks>A message that several records tell has one number, that of the first.</remarks>
public sealed class MessageNumbers
{
    private readonly Dictionary<long, int> _byRow = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly List<string?> _ids = [];

    /// <summary>Loads the messages of a session.</summary>
    public MessageNumbers(SessionIndex index, long session)
    {
        using SqliteStatement query = index.Database.Prepare(
            "SELECT id, native_id FROM messages WHERE session = ?1 ORDER BY file, position, id"
        );
        query.Integer(1, session);
        while (query.Step())
        {
            string? id = query.Text(1);
            if (id is null || !_byId.TryGetValue(id, out int number))
            {
                _ids.Add(id);
                number = _ids.Count;
                if (id is not null)
                    _byId.Add(id, number);
            }
            _byRow.Add(query.Integer(0), number);
        }
    }

    /// <summary>How many messages there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Returns the number of a message by its row; 0 when it is none of this session.</summary>
    public int Of(long row) => _byRow.GetValueOrDefault(row);

    /// <summary>Returns the number of a message by its native id; 0 when the session has none of it.</summary>
    public int Of(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Returns the native id of a message by its number; null when it has none.</summary>
    public string? IdOf(int number) => number >= 1 && number <= _ids.Count ? _ids[number - 1] : null;

    /// <summary>Lists the native ids.</summary>
    public IEnumerable<string> Ids => _ids.OfType<string>();
}
