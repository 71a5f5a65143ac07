using Reprise.Archiving;

namespace Reprise.Cli.Json;

/// <summary>What <c>verify</c> prints.</summary>
/// <param name="Unsealed">Whether the originals were unsealed and compared.</param>
internal sealed record VerifyShape(int Entries, int Files, long Bytes, bool Unsealed, DamageShape[] Damaged, DamageShape[] Notes)
{
    public static VerifyShape Of(ArchiveReport report, bool isUnsealed) =>
        new(
            report.Entries,
            report.Files,
            report.Bytes,
            isUnsealed,
            [.. report.Damaged.Select(DamageShape.Of)],
            [.. report.Notes.Select(DamageShape.Of)]
        );
}

/// <summary>A file that is damaged, or one that belongs to nothing.</summary>
/// <param name="Entry">The archive entry; empty for keys and for what belongs to no entry.</param>
/// <param name="File">The path below the home.</param>
/// <param name="Problem">What is wrong.</param>
internal sealed record DamageShape(string Entry, string File, string Problem)
{
    public static DamageShape Of(ArchiveDamage damage) => new(damage.Entry, damage.File, damage.Problem);
}
