using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Reprise.Indexing;

namespace Reprise.Reporting;

/// <summary>Counts the secrets whose placeholders stand in texts.</summary>
/// <remarks>People quote placeholders: only those of secrets that were masked in the session count.</remarks>
internal sealed partial class SecretPlaceholders(SessionIndex index)
{
    private readonly Dictionary<long, HashSet<(string, string)>> _known = [];
    private readonly Dictionary<(string Kind, string Fingerprint), long> _times = [];

    /// <summary>Counts those in a text.</summary>
    /// <param name="session">The session's row.</param>
    /// <param name="text">The text; null for none.</param>
    public void Add(long session, string? text)
    {
        if (text is null || !text.Contains("[masked:", StringComparison.Ordinal))
            return;
        foreach (Match match in Placeholder().Matches(text))
        {
            (string, string) secret = (match.Groups["kind"].Value, match.Groups["fingerprint"].Value);
            if (Known(session).Contains(secret))
                CollectionsMarshal.GetValueRefOrAddDefault(_times, secret, out _)++;
        }
    }

    /// <summary>Sums up by kind, the most frequent first.</summary>
    public MaskedKind[] ByKind() =>
        [
            .. _times
                .GroupBy(secret => secret.Key.Kind, StringComparer.Ordinal)
                .Select(kind => new MaskedKind(kind.Key, kind.Count(), kind.Sum(secret => secret.Value)))
                .OrderByDescending(kind => kind.Times)
                .ThenBy(kind => kind.Kind, StringComparer.Ordinal),
        ];

    private HashSet<(string, string)> Known(long session)
    {
        if (!_known.TryGetValue(session, out HashSet<(string, string)>? known))
            _known.Add(session, known = [.. index.Findings(session).Select(secret => (secret.Kind, secret.Fingerprint))]);
        return known;
    }

    // Each part ends where the next begins, so it never goes back.
    [GeneratedRegex(
        @"\[masked:(?<kind>[a-z0-9_.-]{1,80}):(?<fingerprint>[a-z2-7]{12})\]",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Placeholder();
}
