using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Masking;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Captures sessions one after the other; several workers share a capture.</summary>
internal sealed class CaptureWorker(CaptureContext context, SessionIndex index) : IDisposable
{
    /// <summary>So many entries wait for the disk together, which is what a kill costs at most.</summary>
    private const int BatchEntries = 64;

    /// <summary>So much text of complete sessions waits for them at most, in bytes.</summary>
    private const long WaitingBytes = 2 * 1024 * 1024;

    private readonly CommitBatch _batch = context.Archive.BeginBatch();
    private readonly List<IndexBatch> _waiting = [];
    private long _waitingBytes;

    /// <summary>Captures the sessions of one key, which may come from several roots.</summary>
    public void Run(IReadOnlyList<SessionWork> sameKey)
    {
        // Entries that this run has made are not in the index yet.
        var entries = new List<ArchiveEntry>();
        foreach (SessionWork work in sameKey)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                SessionOutcome outcome = work.Footprint.IsImported
                    ? Import(work)
                    : Capture(work, entries, sameKey.Count == 1 ? _batch : null);
                context.Tally.Add(work.Footprint.Key.Agent, outcome);
            }
            catch (RepriseException error) when (error.Kind == "damaged")
            {
                context.Tally.Skip(work.Footprint.Files[0].Path, $"its archive entry is damaged: {error.Message}");
            }
        }
        if (_batch.Count >= BatchEntries || _waitingBytes >= WaitingBytes)
            Complete();
    }

    /// <summary>Waits until all that was captured is on disk, then lets the index see it.</summary>
    public void Complete()
    {
        _batch.Complete();
        foreach (IndexBatch batch in _waiting)
            context.Send(batch);
        _waiting.Clear();
        _waitingBytes = 0;
    }

    // The last batch of a session makes it seen: until its entry is on disk, whoever finds it would look in vain.
    private void Send(IndexBatch batch)
    {
        if (batch.IsPartial)
        {
            context.Send(batch);
            return;
        }
        _waiting.Add(batch);
        _waitingBytes += batch.TextBytes;
    }

    private SessionOutcome Capture(SessionWork work, List<ArchiveEntry> entries, CommitBatch? batch)
    {
        ArchiveEntry? previous = null;
        if (work.Known is { } known)
        {
            previous = OpenOrSetAside(known);
            work = work with { Copy = known.Row.Copy };
        }
        else
        {
            IReadOnlyList<KnownSession> others = context.Known.Copies(work.Footprint.Key);
            // A copy that is damaged is nothing to compare with; whoever works on it next sees to it.
            entries.AddRange(
                others
                    .Where(other => context.Archive.IsReadable(other.Row.Entry))
                    .Select(other => context.Archive.Open(other.Row.Entry))
            );
            if (entries.Any(entry => IsCopyOf(work.Footprint, entry)))
                return SessionOutcome.Unchanged;
            IEnumerable<int> copies = others.Select(other => other.Row.Copy).Concat(entries.Select(entry => entry.Manifest.Copy));
            work = work with { Copy = copies.DefaultIfEmpty(-1).Max() + 1 };
        }
        using KnownSecrets secrets = SessionSecrets.Learn(context, work, previous);
        if (previous is not null)
            previous = Remasking.Spread(context, previous, secrets);
        using var session = new SessionCapture(context, work, previous, secrets, index, Send);
        SessionOutcome outcome = session.Run(batch, out ArchiveEntry? entry);
        if (entry is not null)
            entries.Add(entry);
        return outcome;
    }

    private SessionOutcome Import(SessionWork work)
    {
        ArchiveEntry? entry = null;
        if (work.Known is { } known)
        {
            entry = OpenOrSetAside(known);
            work = work with { Copy = known.Row.Copy };
        }
        SessionFootprint[] states = [.. work.Footprint.States];
        // What a secret is may only be told by a state that comes later.
        SessionFootprint all = work.Footprint with
        {
            Files = [.. states.SelectMany(state => state.Files)],
        };
        using KnownSecrets secrets = SessionSecrets.Learn(context, work with { Footprint = all }, entry);
        if (entry is not null)
            entry = Remasking.Spread(context, entry, secrets);
        SessionOutcome outcome = SessionOutcome.Failed;
        foreach (SessionFootprint state in states)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var session = new SessionCapture(context, work with { Footprint = state }, entry, secrets, index, Send);
            SessionOutcome now = session.Run(states.Length == 1 ? _batch : null, out ArchiveEntry? written);
            entry = written ?? entry;
            if (outcome != SessionOutcome.Captured && now != SessionOutcome.Failed)
                outcome = outcome == SessionOutcome.Updated ? outcome : now;
            // The index must not see the next state before this one.
            if (states.Length > 1)
                Complete();
        }
        return outcome;
    }

    // Out of the way first: whatever comes next, the session is captured again, now or by the next capture.
    private ArchiveEntry? OpenOrSetAside(KnownSession known)
    {
        try
        {
            return context.Archive.Open(known.Row.Entry);
        }
        catch (RepriseException error) when (error.Kind == "damaged")
        {
            string was = context.Archive.SetAside(known.Row.Entry) is { } place
                ? $"was damaged and lies in {place} now"
                : "was missing";
            context.Tally.Notice($"The archive entry {known.Row.Entry} {was}; the session is captured again.");
            return null;
        }
    }

    // The same session found in a second place, byte for byte or as an older state, is not kept twice.
    private bool IsCopyOf(SessionFootprint footprint, ArchiveEntry entry)
    {
        foreach (SourceFile file in footprint.Files)
        {
            try
            {
                using MaskedSource source = context.Masker.Open(file);
                if (!entry.Manifest.Files.Any(archived => archived.Role == file.Role && IsPartOf(source, archived)))
                    return false;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsPartOf(MaskedSource source, ArchivedFile archived) =>
        archived.Versions.Any(version =>
            source.Length <= version.Length
            && version.Slices.Aggregate(0L, (at, slice) => at < source.Length ? at + slice.OriginalLength : at) == source.Length
            && FileComparison.Matches(source, version, source.Length)
        );

    /// <summary>Gives up what is not complete.</summary>
    public void Dispose()
    {
        foreach (IndexBatch batch in _waiting)
            batch.Dispose();
        _batch.Dispose();
    }
}
