using System.Collections.Concurrent;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Masking;

namespace Reprise.Capturing;

/// <summary>Masks in the archive what was not known to be a secret when it was captured.</summary>
internal static class Remasking
{
    /// <summary>Masks secrets in what a session's entry holds already.</summary>
    /// <param name="context">What all workers share.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="known">The secrets that stand in the files of the session now.</param>
    /// <returns>The entry as it is afterwards, which the index does not know yet when it was changed.</returns>
    public static ArchiveEntry Spread(CaptureContext context, ArchiveEntry entry, KnownSecrets known)
    {
        using KnownSecrets late = SessionSecrets.NewTo(entry.Manifest, known);
        return late.Count > 0 && Mask(context, entry, late) is { } masked ? masked : entry;
    }

    /// <summary>Masks an entry with the rules of today.</summary>
    /// <returns>The entry as it is afterwards; null when there was nothing to mask.</returns>
    public static ArchiveEntry? Mask(CaptureContext context, ArchiveEntry entry, KnownSecrets known)
    {
        using var remask = new EntryRemask(context.Archive, entry, context.Masker, context.Sealer);
        if (remask.Look(known) == 0)
            return null;
        context.Cancellation.ThrowIfCancellationRequested();
        context.MarkRemasking();
        using CommitBatch batch = context.Archive.BeginBatch();
        ArchiveEntry masked = remask.Run(known, entry.Manifest, context.Tally.Add, batch);
        batch.Complete();
        context.Tally.AddRemasked();
        return masked;
    }

    /// <summary>Masks all that was captured with other rules than those of today.</summary>
    /// <remarks>The index is told of those alone of which the content stayed: after the others it is made anew.</remarks>
    public static void RunAll(CaptureContext context, int workers)
    {
        ArchiveEntry[] outdated = [.. Outdated(context)];
        context.Progress.Begin(outdated.Length, outdated.Sum(entry => entry.Manifest.SourceBytes));
        using CommitBatch batch = context.Archive.BeginBatch();
        ConcurrentBag<ArchiveEntry> rewritten = [];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = context.Cancellation };
        Parallel.ForEach(
            outdated,
            options,
            entry =>
            {
                Run(context, entry, batch, rewritten);
                context.Progress.Advance(entry.Manifest.SourceBytes);
            }
        );
        batch.Complete();
        foreach (ArchiveEntry entry in rewritten)
            context.Queue.Add(writer => writer.WriteRules(entry.Name, entry.Manifest.Revision, entry.Manifest.Rules));
    }

    private static void Run(CaptureContext context, ArchiveEntry entry, CommitBatch batch, ConcurrentBag<ArchiveEntry> rewritten)
    {
        try
        {
            using var known = new KnownSecrets();
            if (Mask(context, entry, known) is null)
                rewritten.Add(
                    context.Archive.Rewrite(entry, entry.Manifest with { Rules = context.Masker.Rules.Version }, batch)
                );
        }
        catch (RepriseException error) when (error.Kind == "damaged")
        {
            context.Tally.Skip(entry.Name, $"its archive entry is damaged: {error.Message}");
        }
    }

    private static IEnumerable<ArchiveEntry> Outdated(CaptureContext context)
    {
        foreach (string name in context.Archive.Names())
        {
            ArchiveEntry entry;
            try
            {
                entry = context.Archive.Open(name);
            }
            catch (RepriseException error) when (error.Kind == "damaged")
            {
                context.Tally.Skip(name, $"its archive entry is damaged: {error.Message}");
                continue;
            }
            bool isWanted = context.Request.Agents.Count == 0 || context.Request.Agents.Contains(entry.Manifest.Key.Agent);
            if (isWanted && entry.Manifest.Rules != context.Masker.Rules.Version)
                yield return entry;
        }
    }
}
