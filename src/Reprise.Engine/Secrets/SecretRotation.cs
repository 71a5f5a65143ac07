using Reprise.Journaling;

namespace Reprise.Secrets;

/// <summary>A person's word that a secret is worth nothing any more, because another one took its place.</summary>
/// <param name="At">When it was said, UTC.</param>
/// <param name="By">Who said it.</param>
/// <param name="Reason">Why, or how; null when nothing was said.</param>
public sealed record SecretRotation(DateTimeOffset At, string By, string? Reason)
{
    private const string Type = "secret";
    private const string Rotated = "rotated";
    private const string ReasonField = "reason";

    /// <summary>Returns what the journal says of a secret; null when it was not rotated.</summary>
    public static SecretRotation? Of(JournalState journal, string fingerprint) =>
        journal.Find(Type, fingerprint) is { } secret && secret[Rotated] is { IsTrue: true } rotated
            ? new SecretRotation(rotated.Event.At, rotated.Event.User, secret[ReasonField]?.Text)
            : null;

    /// <summary>Makes the entry that marks a secret as rotated.</summary>
    public static JournalEntry Mark(string fingerprint, string? reason) =>
        new JournalEntry(Type, fingerprint).Set(Rotated, true).Set(ReasonField, reason);

    /// <summary>Makes the entry that takes the mark back.</summary>
    public static JournalEntry Unmark(string fingerprint, string? reason) =>
        new JournalEntry(Type, fingerprint).Set(Rotated, false).Set(ReasonField, reason);
}
