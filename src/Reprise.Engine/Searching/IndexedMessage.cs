using Reprise.Databases;
using Reprise.Protocol;

namespace Reprise.Searching;

/// <summary>A message as the index knows it: who, when, and where its record lies in the archive.</summary>
/// <param name="File">The file's place in the manifest.</param>
/// <param name="Position">The first byte of the record in the masked file.</param>
/// <param name="Length">The bytes of the record.</param>
internal sealed record IndexedMessage(
    long Id,
    long Session,
    string? NativeId,
    MessageRole Role,
    MessageKind Kind,
    long? At,
    string? Subagent,
    int File,
    long Position,
    int Length
)
{
    public const string Columns = "m.id, m.session, m.native_id, m.role, m.kind, m.at, m.subagent, m.file, m.position, m.length";

    public long End => Position + Length;

    /// <summary>Reads a row whose first columns are <see cref="Columns"/>.</summary>
    public static IndexedMessage Read(SqliteStatement row) =>
        new(
            row.Integer(0),
            row.Integer(1),
            row.Text(2),
            (MessageRole)row.Integer(3),
            (MessageKind)row.Integer(4),
            row.IntegerOrNull(5),
            row.Text(6),
            (int)row.Integer(7),
            row.Integer(8),
            (int)row.Integer(9)
        );

    /// <summary>Adds what a query asks of messages.</summary>
    public static void AddConditions(SqlConditions sql, SearchQuery query)
    {
        if (query.Role is { } role)
            sql.And($"m.role = {sql.Value((long)role)}");
        if (query.Sessions.Since is { } since)
            sql.And($"m.at >= {sql.Value(since.ToUnixTimeMilliseconds())}");
        if (query.Sessions.Until is { } until)
            sql.And($"m.at < {sql.Value(until.ToUnixTimeMilliseconds())}");
    }
}
