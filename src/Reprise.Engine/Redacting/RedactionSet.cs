using Reprise.Files;
using Reprise.Journaling;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Redacting;

/// <summary>The redactions that are in force. For any number of threads.</summary>
public sealed class RedactionSet
{
    private readonly RedactionRule[] _rules;
    private readonly ILookup<string, Redaction> _manual;

    private RedactionSet(IReadOnlyList<Redaction> redactions)
    {
        Redactions = redactions;
        _rules =
        [
            .. redactions.Where(r => r.Kind != RedactionKind.Manual).Select(r => new RedactionRule(r, RuleMatcher.Create(r))),
        ];
        _manual = redactions
            .Where(redaction => redaction is { Kind: RedactionKind.Manual, Session: not null })
            .ToLookup(redaction => redaction.Session.GetValueOrDefault().ToString(), StringComparer.Ordinal);
    }

    /// <summary>Hides nothing.</summary>
    public static RedactionSet None { get; } = new([]);

    /// <summary>The redactions, rules in the order in which they are applied.</summary>
    public IReadOnlyList<Redaction> Redactions { get; }

    /// <summary>Whether nothing is hidden.</summary>
    public bool IsEmpty => Redactions.Count == 0;

    /// <summary>Another text for each other meaning of the whole set; empty for none.</summary>
    public string Version => string.Join('\n', Redactions.Select(redaction => $"{redaction.Id} {redaction.Version}"));

    /// <summary>Loads the redactions that are in force.</summary>
    /// <param name="journal">What the journal says.</param>
    /// <param name="home">The home, whose key opens the texts.</param>
    /// <exception cref="RepriseException">One of them cannot be read (<c>redaction</c>): nobody knows what must not be shown.</exception>
    public static RedactionSet Load(JournalState journal, RepriseHome home)
    {
        IReadOnlyList<Redaction> redactions = InForce(journal, home);
        if (redactions.FirstOrDefault(redaction => !IsUsable(redaction)) is { } closed)
            throw new RepriseException(
                "redaction",
                $"The redaction {closed.Id} cannot be read, so nothing can be shown that it may hide.",
                "Put vault/fingerprint.key back from a backup, or update Reprise; 'reprise redact remove' gives the redaction up."
            );
        return redactions.Count == 0 ? None : new RedactionSet(redactions);
    }

    /// <summary>
    /// Loads those that can be read. For what is not shown: a capture goes on without a redaction that nobody can read, and what it
    /// indexes is indexed again when that changes.
    /// </summary>
    public static RedactionSet LoadReadable(JournalState journal, RepriseHome home)
    {
        Redaction[] redactions = [.. InForce(journal, home).Where(IsUsable)];
        return redactions.Length == 0 ? None : new RedactionSet(redactions);
    }

    /// <summary>Makes a set of some redactions.</summary>
    /// <exception cref="ArgumentException">One of them cannot be used.</exception>
    public static RedactionSet Of(IReadOnlyList<Redaction> redactions) => redactions.Count == 0 ? None : new(redactions);

    /// <summary>Makes what redacts a session; null when nothing of it is hidden.</summary>
    /// <param name="session">The session.</param>
    /// <param name="counted">Told which redaction has hidden how many parts; null when nobody counts.</param>
    public SessionRedactor? For(SessionKey session, Action<string, int>? counted = null) =>
        _rules.Length == 0 && !_manual.Contains(session.ToString())
            ? null
            : new SessionRedactor(_rules, [.. _manual[session.ToString()]], counted);

    private static IReadOnlyList<Redaction> InForce(JournalState journal, RepriseHome home)
    {
        if (!RedactionRecord.IsAnyInForce(journal))
            return [];
        return [.. RedactionRecord.ReadAll(journal, KeyOf(home)).Where(redaction => redaction.IsInForce)];
    }

    /// <summary>Returns the key that opens texts in the journal; null when it is missing or damaged.</summary>
    public static byte[]? KeyOf(RepriseHome home)
    {
        // Looking must not make what is not there.
        if (!File.Exists(Path.Combine(home.Vault, HomeKeys.FingerprintName)))
            return null;
        try
        {
            return HomeKeys.LoadOrCreate(home, seal: false).JournalKey;
        }
        catch (RepriseException)
        {
            return null;
        }
    }

    private static bool IsUsable(Redaction redaction)
    {
        if (redaction.Texts is null || (redaction.Kind == RedactionKind.Manual && redaction.Session is null))
            return false;
        try
        {
            return redaction.Kind != RedactionKind.Regex || RuleMatcher.Create(redaction) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
