using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reprise.Journaling;
using Reprise.Protocol;

namespace Reprise.Redacting;

/// <summary>Redactions as the journal keeps them. Source: docs/design/0003-journal-and-redaction.md.</summary>
public static class RedactionRecord
{
    /// <summary>The type of the events.</summary>
    public const string Type = "redaction";

    private const string KindField = "kind";
    private const string FieldField = "field";
    private const string LabelField = "label";
    private const string TextsField = "texts";
    private const string CaseField = "case";
    private const string WordField = "word";
    private const string EnabledField = "enabled";
    private const string RemovedField = "removed";
    private const string OrderField = "order";
    private const string AgentField = "agent";
    private const string SessionField = "session";
    private const string MessageField = "message";
    private const string ReasonField = "reason";

    // What neither changes what is hidden nor whether it is in force.
    private static readonly string[] _remarks = [ReasonField];

    /// <summary>Reads all redactions, removed ones too, in the order in which they are applied.</summary>
    /// <param name="journal">What the journal says.</param>
    /// <param name="key">Opens their texts; null when there is none.</param>
    public static IReadOnlyList<Redaction> ReadAll(JournalState journal, byte[]? key) =>
        [
            .. journal
                .Of(Type)
                .Select(entity => Read(entity, key))
                .OfType<Redaction>()
                .OrderBy(redaction => redaction.Order)
                .ThenBy(redaction => redaction.CreatedAt)
                .ThenBy(redaction => redaction.Id, StringComparer.Ordinal),
        ];

    /// <summary>Whether a redaction is in force; says so without reading any of its texts.</summary>
    internal static bool IsAnyInForce(JournalState journal)
    {
        foreach (JournalEntity entity in journal.Entities)
        {
            if (entity.Type == Type && entity[EnabledField] is { IsTrue: true } && entity[RemovedField] is not { IsTrue: true })
                return true;
        }
        return false;
    }

    /// <summary>Makes the entry of a new redaction.</summary>
    public static JournalEntry Create(Redaction redaction)
    {
        JournalEntry entry = new JournalEntry(Type, redaction.Id)
            .Set(KindField, NameOf(redaction.Kind))
            .Set(LabelField, redaction.Label)
            .Set(EnabledField, redaction.IsEnabled)
            .Set(OrderField, redaction.Order)
            .Set(ReasonField, redaction.Reason);
        if (redaction.Field is { } field)
            entry.Set(FieldField, RedactionFields.NameOf(field));
        if (redaction.MatchesCase)
            entry.Set(CaseField, true);
        if (redaction.IsWholeWord)
            entry.Set(WordField, true);
        if (redaction.Session is { } session)
            entry.Set(AgentField, session.Agent.Value).Set(SessionField, session.NativeId);
        if (redaction.Message is { } message)
            entry.Set(MessageField, message);
        if (redaction.Texts is { Count: > 0 } texts)
            entry.SetSealed(TextsField, Join(texts));
        return entry;
    }

    /// <summary>Makes the entry that puts a redaction in or out of force.</summary>
    public static JournalEntry Enable(string id, bool isEnabled, string? reason) =>
        Because(new JournalEntry(Type, id).Set(EnabledField, isEnabled), reason);

    /// <summary>Makes the entry that removes a redaction; its history stays.</summary>
    public static JournalEntry Remove(string id, string? reason) =>
        Because(new JournalEntry(Type, id).Set(RemovedField, true), reason);

    /// <summary>Makes the entry that takes an event back: its fields get the values they had before.</summary>
    /// <param name="events">All events.</param>
    /// <param name="undone">The one to take back.</param>
    public static JournalEntry Undo(IReadOnlyList<JournalEvent> events, JournalEvent undone)
    {
        var entry = new JournalEntry(Type, undone.Entity ?? "") { Undoes = undone.Id };
        JournalState before = JournalState.Fold(events.Where(written => written.Id != undone.Id));
        // What was made is removed: nothing else could say that it never was.
        if (undone.Fields.ContainsKey(KindField) || before.Find(Type, entry.Id) is not { } known)
            return entry.Set(RemovedField, true);
        foreach (string field in undone.Fields.Keys)
            entry.SetAgain(field, known[field]?.Json ?? (field == RemovedField ? "false" : null));
        return entry;
    }

    private static JournalEntry Because(JournalEntry entry, string? reason) =>
        reason is null ? entry : entry.Set(ReasonField, reason);

    private static Redaction? Read(JournalEntity entity, byte[]? key)
    {
        // What only later events speak of, whose first one is not here yet, has no kind.
        if (entity[KindField] is not { } kind)
            return null;
        JournalEvent created = kind.Event;
        JournalEvent changed = entity.Fields.Values.Select(field => field.Event).Max(JournalEvent.Order) ?? created;
        RedactionKind? known = KindOf(kind.Text);
        bool isUnknownField = entity[FieldField]?.Text is { } name && RedactionFields.Find(name) is null;
        return new Redaction
        {
            Id = entity.Id,
            Kind = known ?? RedactionKind.Literal,
            Field = RedactionFields.Find(entity[FieldField]?.Text),
            Label = LabelOf(entity[LabelField]?.Text),
            // Of a kind that this version does not know nobody can say what it hides.
            Texts = known is null || isUnknownField ? null : TextsOf(entity, known.Value, key),
            MatchesCase = entity[CaseField]?.IsTrue ?? false,
            IsWholeWord = entity[WordField]?.IsTrue ?? false,
            IsEnabled = entity[EnabledField]?.IsTrue ?? false,
            IsRemoved = entity[RemovedField]?.IsTrue ?? false,
            Order = entity[OrderField]?.Number ?? 0,
            Session = SessionOf(entity),
            Message = entity[MessageField]?.Text,
            Reason = entity[ReasonField]?.Text,
            CreatedBy = created.User,
            CreatedAt = created.At,
            ChangedBy = changed.User,
            ChangedAt = changed.At,
            Version = VersionOf(entity),
        };
    }

    private static string[]? TextsOf(JournalEntity entity, RedactionKind kind, byte[]? key)
    {
        if (entity[TextsField] is not { } field)
            return kind == RedactionKind.Manual ? [] : null;
        if (
            key is null
            || field.Sealed is not { } box
            || SealedText.Open(key, box, $"{Type}/{entity.Id}/{TextsField}") is not { } text
        )
            return null;
        return Split(text) is { Length: > 0 } texts && (kind != RedactionKind.Marker || texts.Length == 2) ? texts : null;
    }

    // Of the fields as they are written: a sealed text looks different each time, so that nothing of it can be guessed from this.
    private static string VersionOf(JournalEntity entity)
    {
        var text = new StringBuilder();
        foreach ((string name, JournalField field) in entity.Fields)
        {
            if (!_remarks.Contains(name, StringComparer.Ordinal))
                text.Append(name).Append('=').Append(field.Json).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private static SessionKey? SessionOf(JournalEntity entity) =>
        entity[AgentField]?.Text is { } agent && entity[SessionField]?.Text is { } id
            ? new SessionKey(new AgentId(agent), id)
            : null;

    private static string LabelOf(string? label) => label is not null && RedactionLabel.IsOne(label) ? label : "text";

    private static string NameOf(RedactionKind kind) => kind.ToString().ToLowerInvariant();

    private static RedactionKind? KindOf(string? name)
    {
        foreach (RedactionKind kind in Enum.GetValues<RedactionKind>())
        {
            if (NameOf(kind) == name)
                return kind;
        }
        return null;
    }

    private static string Join(IReadOnlyList<string> texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (string text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string[]? Split(string texts)
    {
        try
        {
            using var document = JsonDocument.Parse(texts);
            return
            [
                .. document.RootElement.EnumerateArray().Select(text => text.GetString() ?? "").Where(text => text.Length > 0),
            ];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
