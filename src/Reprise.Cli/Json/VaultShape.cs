using Reprise.Archiving;
using Reprise.Sealing;

namespace Reprise.Cli.Json;

/// <summary>What <c>vault status</c> prints.</summary>
/// <param name="Parts">The number of sealed files.</param>
/// <param name="Boxes">The number of boxes in them.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="SealedFor">How many boxes each key opens.</param>
/// <param name="Unopenable">How many boxes no private key opens that is here.</param>
/// <param name="Damaged">The sealed files that are no row of boxes.</param>
internal sealed record VaultShape(
    string Path,
    KeysShape Keys,
    int Parts,
    long Boxes,
    long Bytes,
    SealedForShape[] SealedFor,
    long Unopenable,
    string[] Damaged
);

/// <summary>How many boxes a key opens.</summary>
/// <param name="Name">The recipient's name; null when it has none, or is none any more.</param>
/// <param name="Recipient">Whether what is sealed from now on is for it, too.</param>
/// <param name="Here">Whether the private key is here.</param>
internal sealed record SealedForShape(string Id, string? Name, bool Recipient, bool Here, long Boxes);

/// <summary>What <c>init</c> prints.</summary>
internal sealed record InitShape(string Home, bool DryRun, AgentShape[] Agents, HomeChangeShape[] Changes, KeysShape Keys);

/// <summary>Something that was, or would be, made in a home.</summary>
internal sealed record HomeChangeShape(string Path, string What)
{
    public static HomeChangeShape Of(HomeChange change) => new(change.Path, change.What);
}

/// <summary>What <c>vault passphrase</c> prints.</summary>
internal sealed record ProtectedShape(string Key, bool Protected);

/// <summary>What <c>vault import-recovery</c> prints.</summary>
/// <param name="Restored">Whether the key was put back; false when it was there.</param>
internal sealed record RecoveredShape(string Key, bool Restored, bool Protected);

/// <summary>What <c>vault export-recovery</c> prints.</summary>
/// <param name="File">Where the recovery key was written.</param>
internal sealed record ExportedShape(string Key, string File);

/// <summary>What <c>vault rekey</c> prints.</summary>
/// <param name="Old">The key before; null in a dry run when it does not show.</param>
/// <param name="Key">The key now; null in a dry run.</param>
/// <param name="Complete">Whether nothing needs the old key any more.</param>
/// <param name="Rewrapped">What was done; in a dry run only boxes and parts that would be.</param>
internal sealed record RekeyShape(bool DryRun, string? Old, string? Key, bool Complete, RewrapShape Rewrapped);

/// <summary>What wrapping data keys anew did.</summary>
internal sealed record RewrapShape(int Entries, int Parts, long Rewrapped, long Unchanged, long Unopenable, DamageShape[] Left)
{
    public static RewrapShape Of(RewrapReport report) =>
        new(
            report.Entries,
            report.Parts,
            report.Rewrapped,
            report.Unchanged,
            report.Unopenable,
            [.. report.Left.Select(DamageShape.Of)]
        );
}

/// <summary>What <c>vault recipients</c> and its commands print.</summary>
/// <param name="Rewrapped">What was done to the boxes; null when only the list was changed or shown.</param>
internal sealed record RecipientsShape(RecipientShape[] Recipients, RewrapShape? Rewrapped);
