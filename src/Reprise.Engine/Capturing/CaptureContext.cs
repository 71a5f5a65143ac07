using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>What the workers of one capture share.</summary>
internal sealed class CaptureContext
{
    public required CaptureRequest Request { get; init; }
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

    /// <summary>Sends a batch to the index; waits while the index is behind.</summary>
    public void Send(IndexBatch batch) => Queue.Add(writer => writer.Write(batch));
}
