using Reprise.Archiving;
using Reprise.Masking;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Learns which secrets stand in the files of a session before any of them is masked.</summary>
/// <remarks>
/// A secret is masked in the whole session, also before the place that gives it away. What was captured earlier is read again only
/// where secrets were found in it: nobody but the owner's key could tell what they were.
/// </remarks>
internal static class SessionSecrets
{
    /// <summary>Reads what is new in a session, and what had secrets.</summary>
    /// <exception cref="OperationCanceledException">The capture was cancelled.</exception>
    public static KnownSecrets Learn(CaptureContext context, SessionWork work, ArchiveEntry? previous)
    {
        var known = new KnownSecrets();
        foreach (SourceFile file in work.Footprint.Files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                using MaskedSource source = context.Masker.Open(file);
                long from = Start(source, previous?.Manifest.Files.FirstOrDefault(f => f.Path == file.RelativePath));
                if (from < source.Length)
                    source.Learn(from, known);
            }
            catch (Exception error)
                when (error is IOException or UnauthorizedAccessException or SourceLostException or MaskingFailedException)
            {
                // Whoever takes the file meets the same, and reports it.
            }
        }
        return known;
    }

    /// <summary>Picks the secrets that the archive may hold in clear: those that no earlier capture found.</summary>
    public static KnownSecrets NewTo(ArchiveManifest manifest, KnownSecrets known)
    {
        HashSet<string> masked = new(StringComparer.Ordinal);
        foreach (FileVersion version in manifest.Files.SelectMany(file => file.Versions))
            masked.UnionWith((version.Findings ?? []).Select(finding => finding.Fingerprint));
        return known.Except(masked);
    }

    private static long Start(MaskedSource source, ArchivedFile? archived)
    {
        if (archived is null || archived.Versions.Any(version => version.Findings is not null))
            return 0;
        FileVersion current = archived.Current;
        if (current.ChangeMark == source.File.ChangeMark && source.File.ChangeMark != ChangeMark.Unknown)
            return source.Length;
        if (source.Length == current.SourceLength && source.LastWriteUtc == current.LastWriteUtc)
            return source.Length;
        return
            source.File.Shape == Masking.TextShape.JsonLines
            && FileComparison.Compare(source, archived, full: false) == FileChange.Grown
            ? current.LinesLength
            : 0;
    }
}
