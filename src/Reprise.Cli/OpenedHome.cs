using Reprise.Capturing;
using Reprise.Cli.Commands.Options;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Journaling;
using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Cli;

/// <summary>A home that is open for reading: its index, what people added, and what must not be shown of it.</summary>
internal sealed class OpenedHome : IDisposable
{
    private OpenedHome(SessionIndex index, JournalState journal, RecordReaders readers)
    {
        Index = index;
        Journal = journal;
        Readers = readers;
    }

    public SessionIndex Index { get; }

    /// <summary>What the journal says now.</summary>
    public JournalState Journal { get; }

    /// <summary>Reads the archive and hides what is not to be shown.</summary>
    public RecordReaders Readers { get; }

    /// <summary>Opens the home.</summary>
    /// <exception cref="RepriseException">
    /// There is no index that can be used, or a redaction cannot be read, so that nobody knows what must not be shown.
    /// </exception>
    public static OpenedHome Open(CliContext context)
    {
        SessionIndex index = SessionIndex.OpenRead(context.Home);
        try
        {
            JournalState journal = JournalRows.Load(context.Home, index);
            RedactionSet redactions = RedactionSet.Load(journal, context.Home);
            bool isBehind = RedactionUpdate.IsNeeded(index, redactions);
            if (isBehind && Update(context))
            {
                index.Dispose();
                index = SessionIndex.OpenRead(context.Home);
                isBehind = RedactionUpdate.IsNeeded(index, redactions);
            }
            return new OpenedHome(
                index,
                journal,
                new RecordReaders(EngineFilter.OpenReader, redactions) { IsIndexBehind = isBehind }
            );
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Brings the index up to redactions that came from elsewhere; a capture at work is not waited for.</summary>
    private static bool Update(CliContext context)
    {
        try
        {
            return new RedactionUpdate(context.Home, CliContext.Workers).RunLocked(TimeSpan.Zero, CancellationToken.None)
                is not null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RepriseException)
        {
            // A home that may only be read is shown all the same: what is hidden is hidden while it is read.
            context.Detail($"The index could not be brought up to the redactions: {error.Message}");
            return false;
        }
    }

    public void Dispose() => Index.Dispose();
}
