using System.Security.Cryptography;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>Reads prompts, and what followed them, from the archive.</summary>
/// <param name="home">The home.</param>
/// <param name="index">Its index.</param>
/// <param name="readers">Read the archive and hide what is not to be shown.</param>
public sealed class ReportReader(RepriseHome home, SessionIndex index, RecordReaders readers)
{
    // Inputs of tools are cut after this: the command or the path stands near the start.
    private const int MaxToolBytes = 16 * 1024;

    private readonly SessionArchive _archive = new(home);

    /// <summary>The bytes of entries that are kept in memory; what goes beyond waits in a file.</summary>
    internal int MaxMemory { get; init; } = EntrySpool.UsualMemory;

    /// <summary>
    /// Reads all that a query is about. Sessions are read one by one and several at a time; what was read is put aside, so that
    /// memory does not grow with it.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="workers">How many sessions are read at a time.</param>
    /// <param name="progress">Told how many sessions are done; null when nobody wants to know.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The entries; to be disposed.</returns>
    /// <exception cref="IOException">The disk is full.</exception>
    public CollectedReport Read(ReportQuery query, int workers, IProgress<WorkDone>? progress, CancellationToken cancellation)
    {
        IndexedSession[] sessions = Sorted(new SessionList(index).Find(query.Sessions with { Limit = 0 }).Sessions);
        var spool = new EntrySpool(home, MaxMemory);
        try
        {
            var places = new List<EntryPlace>();
            var problems = new List<SearchProblem>();
            int done = 0;
            Parallel.For(
                0,
                sessions.Length,
                new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation },
                rank =>
                {
                    List<EntryPlace> own = [];
                    SearchProblem? problem = Read(query, sessions[rank], rank, spool, own, cancellation);
                    lock (places)
                    {
                        places.AddRange(own);
                        if (problem is not null)
                            problems.Add(problem);
                        progress?.Report(new WorkDone(++done, sessions.Length));
                    }
                }
            );
            return CollectedReport.Make(query, sessions, readers, index, spool, places, problems);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    private SearchProblem? Read(
        ReportQuery query,
        IndexedSession session,
        int rank,
        EntrySpool spool,
        List<EntryPlace> places,
        CancellationToken cancellation
    )
    {
        var turns = new TurnReader(query, session, readers.Redactions, Add);
        try
        {
            var transcript = new SessionTranscript(_archive, readers);
            foreach (
                TranscriptMessage message in transcript.Read(
                    session.Entry,
                    query.IncludeActions,
                    query.IncludeActions ? MaxToolBytes : 0
                )
            )
            {
                cancellation.ThrowIfCancellationRequested();
                turns.Read(message);
            }
            turns.Complete();
            return null;
        }
        catch (RepriseException)
        {
            turns.Complete();
            // The message names the entry, and with it a folder that may be hidden.
            return new SearchProblem(session.Key, "its archive entry is missing or damaged; 'reprise verify' says more");
        }
        catch (Exception error)
            when (error is IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException)
        {
            turns.Complete();
            return new SearchProblem(session.Key, "a record cannot be read");
        }

        void Add(EntryDraft draft)
        {
            ReportEntry entry = draft.ToEntry(session.Id);
            if (query.OnlyRedacted && !entry.IsRedacted)
                return;
            byte[] bytes = EntryFormat.Write(entry, out int contentStart);
            places.Add(
                new EntryPlace
                {
                    Time = draft.At?.UtcTicks ?? long.MaxValue,
                    Rank = rank,
                    Ordinal = places.Count,
                    Offset = spool.Add(bytes),
                    Length = bytes.Length,
                    Content = entry is { At: not null, Prompt: not null } ? Hash(bytes.AsSpan(contentStart)) : null,
                }
            );
        }
    }

    /// <summary>Sorts sessions so that one that others repeat comes before them; by nothing that is another in another index.</summary>
    private static IndexedSession[] Sorted(IReadOnlyList<IndexedSession> sessions) =>
        [
            .. sessions
                .OrderBy(session => session.StartedAt ?? DateTimeOffset.MaxValue)
                .ThenBy(session => session.ForkedFrom is not null)
                .ThenBy(session => session.LastActiveAt ?? DateTimeOffset.MaxValue)
                .ThenBy(session => session.Key.ToString(), StringComparer.Ordinal)
                .ThenBy(session => session.Copy),
        ];

    private static UInt128 Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
