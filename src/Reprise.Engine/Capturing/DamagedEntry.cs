using Reprise.Archiving;

namespace Reprise.Capturing;

/// <summary>An entry of the archive that is damaged or missing.</summary>
/// <param name="Name">The entry.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="HasSource">Whether its agent still has the session.</param>
/// <param name="Cure">What helps.</param>
public sealed record DamagedEntry(string Name, IReadOnlyList<ArchiveDamage> Problems, bool HasSource, EntryCure Cure);

/// <summary>What helps against damage.</summary>
public enum EntryCure
{
    /// <summary>It is gone, and the next capture takes the session again by itself.</summary>
    Capture,

    /// <summary>It can be set aside: the agent has everything that is in it, and the next capture takes it again.</summary>
    Replace,

    /// <summary>Only a backup brings back what is lost; without one it can be given up.</summary>
    Backup,
}
