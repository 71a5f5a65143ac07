using System.Security.Cryptography;
using System.Text.Json;
using Reprise.Files;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Journaling;

/// <summary>Appends to the journal. Every text goes through the masker first: no way leads around it.</summary>
/// <param name="home">The home; made when it does not exist.</param>
/// <param name="masker">Masks what is written.</param>
/// <param name="keys">Encrypt what must not be read in the file.</param>
/// <param name="author">Who writes.</param>
/// <param name="clock">Tells the time.</param>
public sealed class JournalWriter(RepriseHome home, SourceMasker masker, HomeKeys keys, JournalAuthor author, TimeProvider clock)
{
    private const int IdBytes = 8;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    /// <summary>Appends events and waits until they are on disk. Any number of processes may do so at a time.</summary>
    /// <returns>The events as they were written.</returns>
    /// <exception cref="RepriseException">Another program held the journal for too long (<c>locked</c>).</exception>
    public IReadOnlyList<JournalEvent> Append(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        using HomeLock? held = HomeLock.TryTakeJournal(home.Folder, Wait, cancellation);
        if (held is null)
            throw new RepriseException("locked", "Another program writes to the journal.", "Try again in a moment.");
        PrivateFolder.Create(home.Journal);
        JournalDevice device = JournalDevice.LoadOrCreate(home, author.Host);
        // Events that came from other devices count too: what is written now comes after all that could be seen.
        JournalTime last = new Journal(home).Read().Events.Select(written => written.Time).LastOrDefault();
        List<JournalEvent> events = [];
        foreach (JournalEntry entry in entries)
        {
            last = last.Next(clock.GetUtcNow());
            events.Add(ToEvent(entry, device, last));
        }
        AppendOnlyFile.Append(
            Path.Combine(home.Journal, device.Id + JournalFile.Ending),
            [.. events.SelectMany(JournalLine.Write)]
        );
        return events;
    }

    private JournalEvent ToEvent(JournalEntry entry, JournalDevice device, JournalTime time)
    {
        string id = Mask(entry.Id);
        if (id.Length is 0 or > JournalEntryLimits.MaxId)
            throw new RepriseException("usage", "The id is too long for the journal.");
        return new JournalEvent
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            Device = device.Id,
            Time = time,
            At = clock.GetUtcNow(),
            User = Mask(author.User),
            Type = entry.Type,
            Entity = id,
            Fields = entry.Fields.ToDictionary(
                field => field.Key,
                field => Json(field.Value, $"{entry.Type}/{id}/{field.Key}"),
                StringComparer.Ordinal
            ),
            Undoes = entry.Undoes,
        };
    }

    private string Json(JournalValue value, string place) =>
        value switch
        {
            JournalValue.Nothing => "null",
            JournalValue.Flag { Value: var flag } => flag ? "true" : "false",
            JournalValue.Number { Value: var number } => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            JournalValue.Text { Value: var text } => Quote(Mask(text)),
            JournalValue.Sealed { Value: var text } =>
                $$"""{"{{SealedText.Member}}":"{{SealedText.Seal(keys.JournalKey, text, place)}}"}""",
            JournalValue.Written { Json: var json } => json,
            _ => throw new InvalidOperationException("There is no other value."),
        };

    private string Mask(string text) => masker.Mask(new SourceText(text)).Value;

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

/// <summary>Who writes to the journal.</summary>
/// <param name="User">The name that others read beside what was written.</param>
/// <param name="Host">The name of the machine; it tells devices apart and is not written into the journal.</param>
public sealed record JournalAuthor(string User, string Host);
