namespace Reprise.Capturing;

/// <summary>What is remembered of a file between captures: its reader's state, and whether the last pass was final.</summary>
/// <remarks>
/// A pass is provisional when it told something that more records may change: a last line without a line end, or a text
/// that is a prompt unless the next record says otherwise. The session is then indexed anew when the file grows.
/// </remarks>
internal static class FileState
{
    private const byte Final = 1;
    private const byte Provisional = 2;

    public static byte[] Of(byte[] reader, bool isProvisional) => [isProvisional ? Provisional : Final, .. reader];

    public static bool IsProvisional(ReadOnlySpan<byte> state) => state is [Provisional, ..];

    public static ReadOnlySpan<byte> Reader(ReadOnlySpan<byte> state) => state.IsEmpty ? state : state[1..];
}
