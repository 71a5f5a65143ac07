using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>What the workers of one capture share.</summary>
internal sealed class CaptureContext
{
    private int _hasMarked;

    public required CaptureRequest Request { get; init; }
    public required RepriseHome Home { get; init; }
    public required SessionArchive Archive { get; init; }
    public required SourceMasker Masker { get; init; }

    /// <summary>Encrypts what was masked; null when it is not kept.</summary>
    public required VaultSealer? Sealer { get; init; }

    /// <summary>What the index does not find.</summary>
    public required RedactionSet Redactions { get; init; }
    public required IndexQueue Queue { get; init; }
    public required KnownSessions Known { get; init; }
    public required CaptureTally Tally { get; init; }
    public required CaptureProgress Progress { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required CancellationToken Cancellation { get; init; }

    /// <summary>Notes that something is masked in the archive that the index has in clear: a kill must not leave it there.</summary>
    public void MarkRemasking()
    {
        if (Interlocked.Exchange(ref _hasMarked, 1) == 0)
            AtomicFile.Write(Home.CaptureMark, IndexRepair.RebuildMark);
    }

    /// <summary>Sends a batch to the index; waits while the index is behind.</summary>
    public void Send(IndexBatch batch) => Queue.Add(writer => writer.Write(batch));
}
