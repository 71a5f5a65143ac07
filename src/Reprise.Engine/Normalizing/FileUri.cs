namespace Reprise.Normalizing;

/// <summary>Makes paths of the addresses that editors keep: <c>file:///c%3A/work</c>, <c>vscode-remote://wsl%2Bubuntu/home/me</c>.</summary>
internal static class FileUri
{
    /// <summary>Returns the path: of a folder on another machine, the path there.</summary>
    /// <param name="uri">The address; what is none is returned as it is.</param>
    /// <param name="scratch">Where the path is put.</param>
    public static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> uri, Utf8Scratch scratch)
    {
        int scheme = uri.IndexOf("://"u8);
        if (scheme < 0)
            return uri;
        ReadOnlySpan<byte> rest = uri[(scheme + 3)..];
        int slash = rest.IndexOf((byte)'/');
        if (slash < 0)
            return default;
        ReadOnlySpan<byte> path = Decode(rest[slash..], scratch);
        // A drive of Windows comes behind the slash.
        return HasDrive(path[1..]) ? WithDrive(path[1..], scratch) : path;
    }

    /// <summary>Spells a path of Windows as others do: with a large letter for the drive, which editors make small.</summary>
    public static ReadOnlySpan<byte> WithDrive(ReadOnlySpan<byte> path, Utf8Scratch scratch)
    {
        if (!HasDrive(path))
            return path;
        Span<byte> windows = scratch.Take(path.Length);
        path.Replace(windows, (byte)'/', (byte)'\\');
        windows[0] = (byte)char.ToUpperInvariant((char)path[0]);
        return windows;
    }

    private static bool HasDrive(ReadOnlySpan<byte> path) =>
        path.Length > 2 && path[1] == ':' && char.IsAsciiLetter((char)path[0]) && path[2] is (byte)'/' or (byte)'\\';

    private static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text, Utf8Scratch scratch)
    {
        Span<byte> decoded = scratch.Take(text.Length);
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int high = text[i] == '%' && i + 2 < text.Length ? Digit(text[i + 1]) : -1;
            int low = high < 0 ? -1 : Digit(text[i + 2]);
            if (low < 0)
            {
                decoded[length++] = text[i];
                continue;
            }
            decoded[length++] = (byte)(high * 16 + low);
            i += 2;
        }
        return JsonText.Decode(decoded[..length], isEscaped: false, scratch);
    }

    private static int Digit(byte b) =>
        b switch
        {
            >= (byte)'0' and <= (byte)'9' => b - '0',
            >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
            _ => -1,
        };
}
