using System.Text;
using Reprise.Databases;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>The keys of the editor's database by conversation: <c>kind:conversation[:more]</c>. Values are not touched.</summary>
/// <remarks>A row that is written again has a new row id, since its table replaces rows: a sum of row ids shows it.</remarks>
internal sealed class CursorKeys
{
    public const string Bubble = "bubbleId";
    private const string Composer = "composerData";

    /// <summary>Blobs that conversations share, by their hashes.</summary>
    private const string Shared = "agentKv";

    /// <summary>A database with more kinds of keys is read as far as these go.</summary>
    private const int MaxKinds = 1000;

    /// <summary>So many conversations that were written to last are looked at more closely, and so many of their messages.</summary>
    private const int NewestConversations = 64;
    private const int NewestMessages = 32;

    private readonly Dictionary<string, Dictionary<string, CursorRows>> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _newest = new(StringComparer.Ordinal);

    /// <summary>Whether all keys could be read: otherwise only reading shows what changed.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The kinds of keys that are neither a conversation nor a message of one.</summary>
    public IReadOnlyList<string> ContextPrefixes =>
        [.. _kinds.Keys.Where(kind => kind is not (Bubble or Composer)).Order(StringComparer.Ordinal)];

    /// <summary>Reads the key index.</summary>
    public static CursorKeys Scan(SqliteDatabase database, string path, DiscoveryContext context)
    {
        var keys = new CursorKeys();
        try
        {
            foreach (string kind in Kinds(database))
                keys._kinds[kind] = ScanKind(database, kind);
            keys.LookCloser(database);
        }
        catch (SqliteException error) when (error.IsDamaged)
        {
            // Conversations whose own rows are whole can still be captured.
            context.Report(path, error);
            keys.IsComplete = false;
        }
        return keys;
    }

    /// <summary>Returns the rows of one kind that a conversation has.</summary>
    public CursorRows Of(string kind, string id) => _kinds.GetValueOrDefault(kind)?.GetValueOrDefault(id) ?? default;

    /// <summary>Whether a conversation has rows beside itself and its messages.</summary>
    public bool HasContext(string id) => ContextPrefixes.Any(kind => Of(kind, id).Count > 0);

    /// <summary>Puts the rows beside the messages into a mark.</summary>
    public void AddContext(ref ChangeMark mark, string id)
    {
        foreach (string kind in ContextPrefixes)
            Of(kind, id).AddTo(ref mark);
    }

    /// <summary>Puts the lengths of the newest messages into a mark, for a program that writes rows in place.</summary>
    public void AddNewest(ref ChangeMark mark, string id) => mark.Add(_newest.GetValueOrDefault(id));

    /// <summary>Returns the conversation's id in a key.</summary>
    public static ReadOnlySpan<byte> IdIn(ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> rest = key[(key.IndexOf((byte)':') + 1)..];
        int end = rest.IndexOf((byte)':');
        return end < 0 ? rest : rest[..end];
    }

    // Jumps from kind to kind in the index.
    private static List<string> Kinds(SqliteDatabase database)
    {
        List<string> kinds = [];
        using SqliteStatement next = database.Prepare(CursorQueries.NextKey);
        string after = "";
        for (int i = 0; i < MaxKinds; i++)
        {
            next.Reset();
            if (!next.Text(1, after).Step() || next.Text(0) is not { } key)
                break;
            int colon = key.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                after = key;
                continue;
            }
            string kind = key[..colon];
            // ';' is the sign that follows ':'.
            after = kind + ';';
            if (kind is not Shared && Guid.TryParseExact(Encoding.UTF8.GetString(IdIn(next.Utf8(0))), "D", out _))
                kinds.Add(kind);
        }
        return kinds;
    }

    private static Dictionary<string, CursorRows> ScanKind(SqliteDatabase database, string kind)
    {
        var found = new Dictionary<string, CursorRows>(StringComparer.Ordinal);
        using SqliteStatement query = database.Prepare(CursorQueries.Keys);
        query.Text(1, kind + ':').Text(2, kind + ';');
        byte[] current = [];
        CursorRows rows = default;
        while (query.Step())
        {
            ReadOnlySpan<byte> id = IdIn(query.Utf8(0));
            if (!id.SequenceEqual(current))
            {
                Keep();
                current = id.ToArray();
                rows = default;
            }
            rows = rows.With(query.Integer(1));
        }
        Keep();
        return found;

        void Keep()
        {
            if (rows.Count > 0)
                found[Encoding.UTF8.GetString(current)] = rows;
        }
    }

    private void LookCloser(SqliteDatabase database)
    {
        using SqliteStatement lengths = database.Prepare(CursorQueries.NewestLengths(NewestMessages));
        foreach (
            string id in (_kinds.GetValueOrDefault(Bubble) ?? [])
                .OrderByDescending(pair => pair.Value.LastRowId)
                .Take(NewestConversations)
                .Select(pair => pair.Key)
        )
        {
            lengths.Reset();
            if (lengths.Text(1, $"{Bubble}:{id}:").Text(2, $"{Bubble}:{id};").Step())
                _newest[id] = lengths.Integer(0);
        }
    }
}

/// <summary>Rows of one kind that a conversation has.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="LastRowId">The highest row id.</param>
/// <param name="Sum">The sum of the row ids, without regard to overflow.</param>
internal readonly record struct CursorRows(long Count, long LastRowId, long Sum)
{
    public CursorRows With(long rowId) => new(Count + 1, Math.Max(LastRowId, rowId), unchecked(Sum + rowId));

    public void AddTo(ref ChangeMark mark)
    {
        mark.Add(Count);
        mark.Add(LastRowId);
        mark.Add(Sum);
    }
}
