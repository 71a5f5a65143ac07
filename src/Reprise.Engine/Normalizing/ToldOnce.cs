namespace Reprise.Normalizing;

/// <summary>Remembers what was told of the messages of one file, so that a record that repeats one tells only what is new.</summary>
/// <remarks>
/// Eight bytes for each thing that was told, also in a saved state. Where a format repeats nothing none of it is needed.
/// </remarks>
internal sealed class ToldOnce
{
    private readonly HashSet<ulong> _told = [];

    /// <summary>Notes that something of a message is told.</summary>
    /// <param name="message">The message's id.</param>
    /// <param name="what">What kind of thing it is.</param>
    /// <param name="detail">What tells it from others of its kind; may be empty.</param>
    /// <returns>False when it was told before.</returns>
    public bool Add(ReadOnlySpan<byte> message, char what, ReadOnlySpan<byte> detail) =>
        // Without an id nothing says that two are the same.
        message.IsEmpty || _told.Add(KeyHash.Of(message) ^ ((KeyHash.Of(detail) + what) * 0x9E3779B97F4A7C15));

    /// <summary>The same for something that is told from others by its place, or by its place and what stands there.</summary>
    public bool Add(ReadOnlySpan<byte> message, char what, int place, ReadOnlySpan<byte> detail = default) =>
        message.IsEmpty
        || _told.Add(
            KeyHash.Of(message)
                ^ ((KeyHash.Of(detail) + what + ((ulong)(uint)place + 1) * 0xC2B2AE3D27D4EB4F) * 0x9E3779B97F4A7C15)
        );

    public void Save(StateWriter state)
    {
        state.Add((long)_told.Count);
        foreach (ulong told in _told.Order())
            state.Add(told);
    }

    public void Load(StateReader state)
    {
        for (long left = state.Long(); left > 0; left--)
            _told.Add(state.Hash());
    }
}
