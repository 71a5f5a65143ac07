using System.Globalization;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>A session, or a message in it, that a person named: <c>ID</c>, <c>ID:MESSAGE</c> or <c>ID:#NUMBER</c>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Message">The native id of the message; null for the session.</param>
public sealed record MessageTarget(IndexedSession Session, string? Message)
{
    private const int MinPrefixLength = 4;

    /// <summary>Finds what was named.</summary>
    /// <exception cref="RepriseException">
    /// There is none (<c>not-found</c>), there are several (<c>ambiguous</c>), or the message has no id of its own (<c>usage</c>).
    /// </exception>
    public static MessageTarget Resolve(SessionIndex index, string typed)
    {
        var resolver = new SessionResolver(index);
        int colon = typed.LastIndexOf(':');
        // An agent's name may stand before the id, with a colon too.
        if (colon < 0 || resolver.Resolve(typed) is SessionResolution.Found)
            return new MessageTarget(resolver.Get(typed), null);
        IndexedSession session = resolver.Get(typed[..colon]);
        return new MessageTarget(session, Find(new MessageNumbers(index, session.Id), typed[(colon + 1)..].Trim()));
    }

    private static string Find(MessageNumbers numbers, string typed)
    {
        if (numbers.Of(typed) > 0)
            return typed;
        if (
            typed.StartsWith('#')
            && int.TryParse(typed.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        )
            return number < 1 || number > numbers.Count
                ? throw NotFound($"The session has messages #1 to #{numbers.Count}.")
                : numbers.IdOf(number)
                    ?? throw new RepriseException(
                        "usage",
                        "This message has no id of its own, so that it could not be found again.",
                        "Hide its text instead: 'reprise redact add --message ID --text'."
                    );
        string[] found =
            typed.Length < MinPrefixLength ? [] : [.. numbers.Ids.Where(id => id.StartsWith(typed, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw NotFound("'reprise show ID --messages' shows the numbers, with --json the ids."),
            _ => throw new RepriseException(
                "ambiguous",
                "Several messages' ids start like that.",
                "Type more of one of these:\n" + string.Join('\n', found.Take(20).Select(id => $"  {id}"))
            ),
        };
    }

    private static RepriseException NotFound(string hint) => new("not-found", "The session has no such message.", hint);
}
