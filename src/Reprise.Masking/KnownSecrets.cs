using System.Security.Cryptography;
using Reprise.Masking.Propagating;

namespace Reprise.Masking;

/// <summary>Secrets that were found in one session: they are masked wherever else they stand in it, without any context.</summary>
/// <remarks>It holds them unmasked, so it lives as long as the work on a session and is never written.</remarks>
public sealed class KnownSecrets : IDisposable
{
    /// <summary>More secrets than this in one session are a list that somebody prints, not keys that somebody uses.</summary>
    private const int MaxCount = 1000;

    private readonly Dictionary<string, KnownSecret> _secrets = new(StringComparer.Ordinal);
    private MaskingRules? _rules;

    /// <summary>The number of secrets that are looked for.</summary>
    public int Count => _secrets.Count;

    /// <summary>Whether a secret with this fingerprint is looked for.</summary>
    public bool Contains(string fingerprint) => _secrets.ContainsKey(fingerprint);

    /// <summary>The fingerprints of what is looked for.</summary>
    public IReadOnlyCollection<string> Fingerprints => _secrets.Keys;

    /// <summary>Adds a secret that was found, unless it may stand elsewhere without being one.</summary>
    /// <param name="finding">What was found.</param>
    /// <param name="value">Its value without escapes.</param>
    public void Add(in Finding finding, ReadOnlySpan<byte> value)
    {
        if (_secrets.Count >= MaxCount || _secrets.ContainsKey(finding.Fingerprint) || !KnownSecret.Spreads(finding.Grade, value))
            return;
        _secrets.Add(finding.Fingerprint, new KnownSecret(finding.Kind, finding.Grade, finding.Fingerprint, value.ToArray()));
        _rules = null;
    }

    /// <summary>Gives the same secrets without some of them.</summary>
    /// <param name="fingerprints">The ones that are not wanted.</param>
    public KnownSecrets Except(IReadOnlySet<string> fingerprints)
    {
        var rest = new KnownSecrets();
        foreach ((string fingerprint, KnownSecret secret) in _secrets)
        {
            if (!fingerprints.Contains(fingerprint))
                rest._secrets.Add(fingerprint, secret with { Value = [.. secret.Value] });
        }
        return rest;
    }

    /// <summary>The rows that find them.</summary>
    internal MaskingRules Rules => _rules ??= MaskingRules.Of([.. _secrets.Values.SelectMany(KnownSpellings.Of)]);

    /// <summary>Forgets the secrets.</summary>
    public void Dispose()
    {
        foreach (KnownSecret secret in _secrets.Values)
            CryptographicOperations.ZeroMemory(secret.Value);
        _secrets.Clear();
        _rules = null;
    }
}
