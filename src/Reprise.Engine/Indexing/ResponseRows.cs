using Reprise.Databases;
using Reprise.Protocol;
using Reprise.Usage;

namespace Reprise.Indexing;

/// <summary>Makes and writes the rows of API responses: one for each response of a session, however often records tell it.</summary>
internal static class ResponseRows
{
    // While a response is coming its figures grow, and a copy may end anywhere; of complete records the last one is right.
    private static readonly string _wins =
        $"({Rank("excluded.")}, excluded.file, excluded.position) >= ({Rank("")}, file, position)";

    private static readonly string[] _figures =
    [
        "at",
        "input",
        "output",
        "cache_read",
        "cache_write_5m",
        "cache_write_1h",
        "reasoning",
        "searches",
        "quality",
        "file",
        "position",
    ];

    private static readonly string[] _words = ["model", "provider", "tier", "own_cost"];

    /// <remarks>
    /// What one record leaves out another one may tell: words are kept, figures go together. A subagent may begin with a copy of
    /// what was said before: what the main thread tells as well was spent there.
    /// </remarks>
    public static readonly string Insert = $"""
        INSERT INTO responses VALUES (
            ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21
        )
        ON CONFLICT DO UPDATE SET told = told + excluded.told,
            side = CASE
                WHEN (subagent IS NULL) <> (excluded.subagent IS NULL) THEN iif(subagent IS NULL, side, excluded.side)
                WHEN {_wins} THEN excluded.side ELSE side END,
            subagent = CASE
                WHEN subagent IS NULL OR excluded.subagent IS NULL THEN NULL
                WHEN {_wins} THEN excluded.subagent ELSE subagent END,
            {string.Join(", ", _figures.Select(f => $"{f} = CASE WHEN {_wins} THEN excluded.{f} ELSE {f} END"))},
            {string.Join(
            ", ",
            _words.Select(w => $"{w} = CASE WHEN {_wins} THEN ifnull(excluded.{w}, {w}) ELSE ifnull({w}, excluded.{w}) END")
        )}
        """;

    /// <summary>Makes the row of what a record tells.</summary>
    /// <param name="usage">What it tells.</param>
    /// <param name="session">The session it stands in.</param>
    /// <param name="batch">Takes the words.</param>
    /// <param name="file">The place of the file in the manifest.</param>
    /// <param name="position">The record's place in the file, in masked bytes.</param>
    public static ResponseRow Of(in ResponseUsage usage, SessionKey session, IndexBatch batch, int file, long position)
    {
        TokenUsage told = usage.Tokens;
        TokenUsage tokens = ResponseFigures.Believed(told);
        long searches = usage.WebSearches is >= 0 and <= ResponseFigures.MaxSearches ? usage.WebSearches : 0;
        long? cost = usage.OwnCost is >= 0 and <= ResponseFigures.MaxCost ? usage.OwnCost : null;
        bool isDoubtful = tokens != told || searches != usage.WebSearches || cost != usage.OwnCost;
        bool isNothing = tokens.Total == 0 && searches == 0 && cost is null or 0;
        return new ResponseRow
        {
            Hash = ResponseHash.Of(session, usage.Key, usage.IsLocalKey),
            Key = batch.Add(usage.Key),
            Model = batch.Add(usage.Model),
            Provider = batch.Add(usage.Provider),
            Tier = batch.Add(usage.Tier),
            Subagent = batch.Add(usage.Subagent),
            IsSideCall = usage.IsSideCall,
            At = usage.Timestamp,
            Tokens = tokens,
            WebSearches = searches,
            OwnCost = cost,
            Quality =
                isDoubtful ? ResponseQuality.Doubtful
                : isNothing ? ResponseQuality.Nothing
                : usage.IsPartial ? ResponseQuality.Partial
                : ResponseQuality.Complete,
            File = file,
            Position = position,
            Told = 1,
        };
    }

    /// <summary>Adds a row to a batch. A record that repeats the one before it, as streamed answers do, needs no row of its own.</summary>
    public static void Add(IndexBatch batch, in ResponseRow row)
    {
        List<ResponseRow> rows = batch.Responses;
        if (rows.Count == 0 || !Repeats(batch, rows[^1], row))
        {
            rows.Add(row);
            return;
        }
        ResponseRow before = rows[^1];
        bool wins = (row.Quality, PartialSize(row)).CompareTo((before.Quality, PartialSize(before))) >= 0;
        rows[^1] = (wins ? row : before) with { Told = before.Told + 1 };
    }

    /// <summary>Writes a row, or what it adds to the one that is there.</summary>
    public static void Write(SqliteStatement insert, IndexBatch batch, long session, in ResponseRow row)
    {
        TokenUsage tokens = row.Tokens;
        insert.Integer(1, session).Integer(2, row.Hash).Text(3, batch.Get(row.Key)).Integer(8, row.IsSideCall ? 1 : 0);
        IndexWriter.BindOptional(insert, 4, batch, row.Model);
        IndexWriter.BindOptional(insert, 5, batch, row.Provider);
        IndexWriter.BindOptional(insert, 6, batch, row.Tier);
        IndexWriter.BindOptional(insert, 7, batch, row.Subagent);
        insert.Integer(9, row.At?.ToUnixTimeMilliseconds());
        insert.Integer(10, tokens.Input).Integer(11, tokens.Output).Integer(12, tokens.CacheRead);
        insert.Integer(13, tokens.CacheWrite5Minutes).Integer(14, tokens.CacheWrite1Hour).Integer(15, tokens.Reasoning);
        insert.Integer(16, row.WebSearches).Integer(17, row.OwnCost).Integer(18, (int)row.Quality);
        insert.Integer(19, row.File).Integer(20, row.Position).Integer(21, row.Told).Run();
    }

    // Where words differ, the database decides which of them to keep.
    private static bool Repeats(IndexBatch batch, in ResponseRow before, in ResponseRow row) =>
        before.Hash == row.Hash
        && before.File == row.File
        && before.OwnCost is null
        && row.OwnCost is null
        && batch.Get(before.Model).SequenceEqual(batch.Get(row.Model))
        && batch.Get(before.Provider).SequenceEqual(batch.Get(row.Provider))
        && batch.Get(before.Tier).SequenceEqual(batch.Get(row.Tier))
        && batch.Get(before.Subagent).SequenceEqual(batch.Get(row.Subagent));

    private static long PartialSize(in ResponseRow row) =>
        row.Quality == ResponseQuality.Partial ? row.Tokens.Total - row.Tokens.Reasoning : 0;

    private static string Rank(string row) =>
        $"{row}quality, iif({row}quality = {(int)ResponseQuality.Partial}, {row}input + {row}output + {row}cache_read + {row}cache_write_5m + {row}cache_write_1h, 0)";
}
