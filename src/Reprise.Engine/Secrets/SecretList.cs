using Reprise.Files;
using Reprise.Indexing;
using Reprise.Journaling;

namespace Reprise.Secrets;

/// <summary>Lists the secrets that leaked into sessions, from the index.</summary>
/// <param name="index">The index.</param>
/// <param name="journal">What people have said about secrets.</param>
public sealed class SecretList(SessionIndex index, JournalState journal)
{
    /// <summary>The fewest characters of a fingerprint that may stand for it.</summary>
    public const int MinPrefixLength = 4;

    /// <summary>Answers a filter.</summary>
    public SecretListing Find(SecretFilter filter)
    {
        SecretSummary[] all = Summaries(SecretPlaceRow.Read(index, filter));
        SecretSummary[] shown = filter.IncludeRotated ? all : [.. all.Where(secret => !secret.IsSettled)];
        return new SecretListing(
            [.. Sort(shown, filter.Sort)],
            all.Length - shown.Length,
            CountSessions(filter, [.. shown.Select(secret => secret.Fingerprint)])
        );
    }

    /// <summary>Finds a secret by its fingerprint, how that starts, or its placeholder.</summary>
    /// <exception cref="RepriseException">
    /// There is none (<c>not-found</c>), there are several (<c>ambiguous</c>), or too little was typed (<c>usage</c>).
    /// </exception>
    public SecretSummary Get(string typed)
    {
        string wanted = typed.Trim().TrimEnd(']');
        wanted = wanted[(wanted.LastIndexOf(':') + 1)..].ToLowerInvariant();
        if (wanted.Length < MinPrefixLength)
            throw new RepriseException(
                "usage",
                "That is too short to stand for a secret.",
                $"Give at least {MinPrefixLength} characters of its fingerprint; 'reprise secrets list' shows them."
            );
        SecretSummary[] found =
        [
            .. Summaries(SecretPlaceRow.Read(index, new SecretFilter()))
                .Where(secret => secret.Fingerprint.StartsWith(wanted, StringComparison.Ordinal)),
        ];
        return found.Length switch
        {
            0 => throw new RepriseException(
                "not-found",
                "No secret with this fingerprint was found in any session.",
                "'reprise secrets list --all' shows all of them."
            ),
            1 => found[0],
            _ => throw new RepriseException(
                "ambiguous",
                "Several secrets' fingerprints start like that.",
                "Type more of one of these:\n" + string.Join('\n', found.Take(20).Select(s => $"  {s.Fingerprint}  {s.Kind}"))
            ),
        };
    }

    internal SecretSummary[] Summaries(IEnumerable<SecretPlaceRow> places)
    {
        var tallies = new Dictionary<string, SecretTally>(StringComparer.Ordinal);
        foreach (SecretPlaceRow place in places)
        {
            if (!tallies.TryGetValue(place.Fingerprint, out SecretTally? tally))
                tallies.Add(place.Fingerprint, tally = new SecretTally(place.Fingerprint));
            tally.Add(place);
        }
        return [.. tallies.Values.Select(tally => tally.ToSummary(journal))];
    }

    private int CountSessions(SecretFilter filter, HashSet<string> shown)
    {
        var sessions = new HashSet<long>();
        foreach (SecretPlaceRow place in SecretPlaceRow.Read(index, filter))
        {
            if (shown.Contains(place.Fingerprint))
                sessions.Add(place.Session);
        }
        return sessions.Count;
    }

    private static IOrderedEnumerable<SecretSummary> Sort(IEnumerable<SecretSummary> secrets, SecretSort sort)
    {
        IOrderedEnumerable<SecretSummary> sorted = sort switch
        {
            SecretSort.LastSeen => secrets.OrderByDescending(secret => secret.LastSeen),
            SecretSort.FirstSeen => secrets.OrderBy(secret => secret.FirstSeen ?? DateTimeOffset.MaxValue),
            SecretSort.Count => secrets.OrderByDescending(secret => secret.Count),
            SecretSort.Sessions => secrets.OrderByDescending(secret => secret.Sessions),
            SecretSort.Kind => secrets.OrderBy(secret => secret.Kind, StringComparer.Ordinal),
            _ => secrets
                .OrderBy(secret => secret.Severity)
                .ThenBy(secret => secret.Kind, StringComparer.Ordinal)
                .ThenByDescending(secret => secret.LastSeen),
        };
        // The last key makes the order the same each time.
        return sorted.ThenByDescending(secret => secret.Count).ThenBy(secret => secret.Fingerprint, StringComparer.Ordinal);
    }
}

/// <summary>The answer to a filter.</summary>
/// <param name="Secrets">The secrets.</param>
/// <param name="HiddenRotated">How many more fit, but were rotated and not seen since.</param>
/// <param name="Sessions">The number of sessions that the secrets stand in.</param>
public sealed record SecretListing(IReadOnlyList<SecretSummary> Secrets, int HiddenRotated, int Sessions);
