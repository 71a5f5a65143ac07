using System.Collections;
using Reprise.Databases;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Orders the messages that words fit: the best first, or the newest first when so many fit that none stands out.</summary>
internal sealed class MessageRanking(SessionIndex index, SearchQuery query, string expression)
{
    /// <summary>
    /// More matches are not ranked: ranking costs about a microsecond each, and words that are in every tenth message say
    /// little about it.
    /// </summary>
    private const int MaxRanked = 30_000;

    /// <summary>Messages of one session that are given before those of older sessions, when none are ranked.</summary>
    private const int FirstOfSession = 3;

    /// <summary>Messages of equal rank that are put in the order of time.</summary>
    private const int MaxTies = 256;

    private readonly Dictionary<long, HashSet<string>> _seen = [];

    /// <summary>Gives the messages one by one, each native id once.</summary>
    public IEnumerable<RankedMessage> Order() => FindIfCommon() is { } found ? NewestFirst(found) : BestFirst();

    /// <summary>Collects the messages that fit; null when they are few.</summary>
    private BitArray? FindIfCommon()
    {
        using SqliteStatement statement = index.Database.Prepare("SELECT rowid FROM fulltext WHERE fulltext MATCH ?1");
        statement.Text(1, expression);
        BitArray? found = null;
        for (int count = 0; statement.Step(); count++)
        {
            if (count == MaxRanked)
                found = new BitArray(checked((int)index.Database.QueryNumber("SELECT ifnull(max(id), 0) + 1 FROM messages")));
            found?.Set((int)statement.Integer(0), true);
        }
        return found;
    }

    private IEnumerable<RankedMessage> BestFirst()
    {
        var sql = new SqlConditions();
        sql.And($"fulltext MATCH {sql.Value(expression)}");
        IndexedMessage.AddConditions(sql, query);
        FilterConditions.AddMeant(sql, query.Sessions);
        FilterConditions.AddHidden(sql, query.Sessions);
        // The full text comes first and gives its rows in order; the others are only looked up until there are enough.
        using SqliteStatement statement = index.Database.Prepare(
            $"""
            SELECT {IndexedMessage.Columns}, fulltext.rank
            FROM fulltext CROSS JOIN messages m ON m.id = fulltext.rowid CROSS JOIN sessions s ON s.id = m.session
            WHERE {sql} ORDER BY fulltext.rank
            """
        );
        sql.Bind(statement);
        var ties = new List<RankedMessage>();
        while (statement.Step())
        {
            var next = new RankedMessage(IndexedMessage.Read(statement), -statement.Real(10));
            if (!IsNew(next.Message))
                continue;
            if (ties.Count > 0 && (ties[0].Rank > next.Rank || ties.Count == MaxTies))
            {
                foreach (RankedMessage message in NewerFirst(ties))
                    yield return message;
                ties.Clear();
            }
            ties.Add(next);
        }
        foreach (RankedMessage message in NewerFirst(ties))
            yield return message;
    }

    private IEnumerable<RankedMessage> NewestFirst(BitArray found)
    {
        var sql = new SqlConditions();
        string session = sql.Value(0);
        sql.And($"m.session = {session}");
        IndexedMessage.AddConditions(sql, query);
        using SqliteStatement messages = index.Database.Prepare(
            $"SELECT {IndexedMessage.Columns} FROM messages m WHERE {sql} ORDER BY m.id DESC"
        );
        sql.Bind(messages);
        List<long> sessions = Sessions();
        // A few of each session first: one long session must not be all that is seen.
        foreach (int limit in new[] { FirstOfSession, int.MaxValue })
        {
            foreach (long id in sessions)
            {
                messages.Integer(1, id);
                for (int given = 0; given < limit && messages.Step(); )
                {
                    long message = messages.Integer(0);
                    if (message >= found.Length || !found.Get((int)message))
                        continue;
                    found.Set((int)message, false);
                    IndexedMessage next = IndexedMessage.Read(messages);
                    if (!IsNew(next))
                        continue;
                    given++;
                    yield return new RankedMessage(next, 0);
                }
                messages.Reset();
            }
        }
    }

    private List<long> Sessions()
    {
        var sql = new SqlConditions();
        FilterConditions.AddMeant(sql, query.Sessions);
        FilterConditions.AddHidden(sql, query.Sessions);
        using SqliteStatement statement = index.Database.Prepare(
            $"SELECT s.id FROM sessions s WHERE {sql} ORDER BY s.last_active_at DESC, s.id DESC"
        );
        sql.Bind(statement);
        var ids = new List<long>();
        while (statement.Step())
            ids.Add(statement.Integer(0));
        return ids;
    }

    // What one message says in several records is one hit.
    private bool IsNew(IndexedMessage message)
    {
        if (message.NativeId is not { } id)
            return true;
        if (!_seen.TryGetValue(message.Session, out HashSet<string>? ids))
            _seen[message.Session] = ids = new HashSet<string>(StringComparer.Ordinal);
        return ids.Add(id);
    }

    private static List<RankedMessage> NewerFirst(List<RankedMessage> ties)
    {
        ties.Sort(
            static (a, b) =>
            {
                int order = (b.Message.At ?? long.MinValue).CompareTo(a.Message.At ?? long.MinValue);
                return order != 0 ? order : a.Message.Id.CompareTo(b.Message.Id);
            }
        );
        return ties;
    }
}

/// <summary>A message that fits.</summary>
/// <param name="Message">The message.</param>
/// <param name="Rank">How well, the higher the better; 0 when it is one of too many.</param>
internal sealed record RankedMessage(IndexedMessage Message, double Rank);
