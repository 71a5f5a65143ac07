using Reprise.Databases;
using Reprise.Files;
using Reprise.Journaling;

namespace Reprise.Indexing;

/// <summary>What the index knows of the journal: its current state, and the files that it was folded from.</summary>
public static class JournalRows
{
    /// <summary>Returns what the journal says now: from the index where that is in step with the files, else from the files.</summary>
    /// <param name="home">The home.</param>
    /// <param name="index">Its index; null when there is none.</param>
    public static JournalState Load(RepriseHome home, SessionIndex? index)
    {
        var journal = new Journal(home);
        string stamp = journal.Stamp();
        if (stamp.Length == 0)
            return JournalState.Empty;
        return index is not null && stamp == ReadStamp(index) ? Read(index) : journal.Read().State;
    }

    /// <summary>Folds the journal into the index when its files are others than those that it was folded from.</summary>
    internal static void Update(RepriseHome home, SessionIndex index)
    {
        var journal = new Journal(home);
        // Taken before reading: what is appended meanwhile makes the stamp differ, and the next one folds again.
        string stamp = journal.Stamp();
        if (stamp == ReadStamp(index))
            return;
        JournalState state = journal.Read().State;
        SqliteDatabase database = index.Database;
        database.Execute("BEGIN");
        database.Execute("DELETE FROM journal_fields");
        using (SqliteStatement insert = database.Prepare("INSERT INTO journal_fields VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)"))
        {
            foreach (JournalEntity entity in state.Entities)
            foreach ((string name, JournalField field) in entity.Fields)
            {
                JournalEvent written = field.Event;
                insert.Text(1, entity.Type).Text(2, entity.Id).Text(3, name).Text(4, field.Json).Text(5, written.Id);
                insert.Text(6, written.Device).Integer(7, written.Time.Milliseconds).Integer(8, written.Time.Counter);
                insert.Integer(9, written.At.ToUnixTimeMilliseconds()).Text(10, written.User).Run();
            }
        }
        index.SetFact(IndexFact.Journal, stamp);
        database.Execute("COMMIT");
    }

    private static string ReadStamp(SessionIndex index) => index.Fact(IndexFact.Journal) ?? "";

    private static JournalState Read(SessionIndex index)
    {
        var state = JournalState.New();
        using SqliteStatement query = index.Database.Prepare(
            "SELECT type, id, field, value, event, device, clock, counter, at, user FROM journal_fields"
        );
        while (query.Step())
        {
            var written = new JournalEvent
            {
                Id = query.Text(4)!,
                Device = query.Text(5)!,
                Time = new JournalTime(query.Integer(6), (int)query.Integer(7)),
                At = DateTimeOffset.FromUnixTimeMilliseconds(query.Integer(8)),
                User = query.Text(9)!,
                Type = query.Text(0)!,
                Entity = query.Text(1)!,
                Fields = _noFields,
            };
            state.Set(written.Type, query.Text(1)!, query.Text(2)!, new JournalField(query.Text(3)!, written));
        }
        return state;
    }

    private static readonly Dictionary<string, string> _noFields = new(StringComparer.Ordinal);
}

/// <summary>A thing that the index remembers of itself.</summary>
internal static class IndexFact
{
    /// <summary>The files of the journal that it was folded from.</summary>
    public const string Journal = "journal";

    /// <summary>The redactions that all of its sessions are indexed with.</summary>
    public const string Redactions = "redactions";
}
