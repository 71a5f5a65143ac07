namespace Reprise.Journaling;

/// <summary>
/// What all events together say. Of each field the value with the latest time holds, so that the order in which files are read,
/// and how often an event is read, make no difference.
/// </summary>
public sealed class JournalState
{
    private readonly SortedDictionary<Name, JournalEntity> _entities = new(new ByTypeAndId());

    private JournalState() { }

    /// <summary>Nothing.</summary>
    public static JournalState Empty { get; } = new();

    /// <summary>Everything that fields were set for, by type and id.</summary>
    public IEnumerable<JournalEntity> Entities => _entities.Values;

    /// <summary>Folds events into the current state.</summary>
    public static JournalState Fold(IEnumerable<JournalEvent> events)
    {
        var state = new JournalState();
        foreach (JournalEvent written in events)
        {
            if (written.Entity is not { } id)
                continue;
            foreach ((string name, string json) in written.Fields)
                state.Set(written.Type, id, name, new JournalField(json, written));
        }
        return state;
    }

    /// <summary>Lists what there is of a type, by id.</summary>
    public IEnumerable<JournalEntity> Of(string type) => _entities.Values.Where(entity => entity.Type == type);

    /// <summary>Finds one; null when no event is about it.</summary>
    public JournalEntity? Find(string type, string id) => _entities.GetValueOrDefault(new Name(type, id));

    internal void Set(string type, string id, string name, JournalField field)
    {
        var entityName = new Name(type, id);
        if (!_entities.TryGetValue(entityName, out JournalEntity? entity))
            _entities.Add(entityName, entity = new JournalEntity(type, id));
        entity.Set(name, field);
    }

    internal static JournalState New() => new();

    // A class: every command opens the journal, and code over structs of ours is compiled anew at every start of the program.
    private sealed record Name(string Type, string Id);

    private sealed class ByTypeAndId : IComparer<Name>
    {
        public int Compare(Name? a, Name? b)
        {
            int order = string.CompareOrdinal(a?.Type, b?.Type);
            return order != 0 ? order : string.CompareOrdinal(a?.Id, b?.Id);
        }
    }
}

/// <summary>Something that fields were set for.</summary>
public sealed class JournalEntity
{
    private readonly SortedDictionary<string, JournalField> _fields = new(StringComparer.Ordinal);

    internal JournalEntity(string type, string id)
    {
        Type = type;
        Id = id;
    }

    /// <summary>What it is.</summary>
    public string Type { get; }

    /// <summary>Which one of its type.</summary>
    public string Id { get; }

    /// <summary>Its fields by name.</summary>
    public IReadOnlyDictionary<string, JournalField> Fields => _fields;

    /// <summary>A field; null when it was never set.</summary>
    public JournalField? this[string name] => _fields.GetValueOrDefault(name);

    internal void Set(string name, JournalField field)
    {
        if (!_fields.TryGetValue(name, out JournalField? known) || JournalEvent.Order.Compare(known.Event, field.Event) < 0)
            _fields[name] = field;
    }
}
