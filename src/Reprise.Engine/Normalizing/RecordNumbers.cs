using System.Globalization;
using System.Text;

namespace Reprise.Normalizing;

/// <summary>Gives keys to the records of a file that have no ids: their numbers among those.</summary>
internal sealed class RecordNumbers
{
    private long _last;

    /// <summary>Returns an id, or the next number when there is none.</summary>
    public ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> id) =>
        id.IsEmpty ? Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{++_last}")) : id;

    public void Save(StateWriter state) => state.Add(_last);

    public void Load(StateReader state) => _last = state.Long();
}
