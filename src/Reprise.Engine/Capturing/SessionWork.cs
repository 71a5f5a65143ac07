using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Capturing;

/// <summary>A session that is new or may have changed.</summary>
/// <param name="Agent">Its agent.</param>
/// <param name="Footprint">Its files as they are.</param>
/// <param name="Known">What earlier captures left of it; null when it is new in this root.</param>
/// <param name="NewId">The row to use when it is new.</param>
internal sealed record SessionWork(IAgent Agent, SessionFootprint Footprint, KnownSession? Known, long NewId)
{
    /// <summary>Tells sessions of one key from different roots apart.</summary>
    public int Copy { get; init; }

    /// <summary>The bytes of its files that are not captured yet, as far as lengths tell.</summary>
    public long NewBytes { get; } =
        Footprint
            .States.SelectMany(state => state.Files)
            .Sum(file => Math.Max(0, file.Length - (Known?.CapturedLength(file.RelativePath) ?? 0)));

    /// <summary>When one of its files was changed last, UTC.</summary>
    public DateTime LastWriteUtc { get; } = Footprint.Files.Max(file => file.LastWriteUtc);
}
