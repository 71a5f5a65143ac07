using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Tests.Robustness;

/// <summary>Gives archived files back as the agents wrote them.</summary>
internal sealed class NativeBytes(RepriseHome home) : IDisposable
{
    private readonly Lazy<VaultOpener> _vault = new(() => new VaultOpener(home));

    /// <summary>The opened vault.</summary>
    public VaultOpener Vault => _vault.Value;

    /// <summary>Returns all bytes of a state.</summary>
    public byte[] Of(ArchiveEntry entry, FileVersion version)
    {
        var bytes = new MemoryStream();
        entry.Unmask(version, () => _vault.Value).CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        if (_vault.IsValueCreated)
            _vault.Value.Dispose();
    }
}
