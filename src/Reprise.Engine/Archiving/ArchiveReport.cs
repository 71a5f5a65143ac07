namespace Reprise.Archiving;

/// <summary>What a check of the archive and the vault found.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Files">How many files were checked: manifests, segments, sealed parts and keys.</param>
/// <param name="Bytes">The size of those files.</param>
/// <param name="Damaged">What is wrong, in the order of the entries.</param>
/// <param name="Notes">What is not part of any entry; it does no harm.</param>
public sealed record ArchiveReport(
    int Entries,
    int Files,
    long Bytes,
    IReadOnlyList<ArchiveDamage> Damaged,
    IReadOnlyList<ArchiveDamage> Notes
);

/// <summary>Something wrong with a file of the archive or the vault.</summary>
/// <param name="Entry">The entry's name; empty for files that belong to no entry.</param>
/// <param name="File">The path below the home, with <c>/</c> between its parts.</param>
/// <param name="Problem">What is wrong, as the end of a sentence that starts with the file.</param>
public sealed record ArchiveDamage(string Entry, string File, string Problem);
