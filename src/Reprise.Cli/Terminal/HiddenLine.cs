using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Reprise.Cli.Terminal;

/// <summary>Reads a line from the terminal that is not shown while it is typed.</summary>
/// <remarks>
/// On Unix the terminal itself is told not to echo: the console's own reading of keys shows what is typed between two reads, and
/// keeps it in buffers that nobody can clear.
/// </remarks>
internal static unsafe partial class HiddenLine
{
    private const int MaxBytes = 4096;
    private const int Input = DescriptorStream.StandardInput;
    private const int Interrupted = 4;
    private const int AfterOutput = 1;
    private const uint Echo = 8;

    // struct termios is 60 bytes on Linux and 72 on macOS, whose flags are twice as long.
    private const int SettingsBytes = 128;
    private static readonly int LocalFlags = OperatingSystem.IsMacOS() ? 24 : 12;

    /// <summary>Asks for it on stderr and reads it.</summary>
    /// <param name="question">What is asked; shown once nothing is echoed any more, for whoever types at once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The bytes without the line end; null at the end of the input. Whoever gets them forgets them after use.</returns>
    public static byte[]? Read(string question, CancellationToken cancellation)
    {
        byte[] shown = System.Text.Encoding.UTF8.GetBytes(question);
        if (OperatingSystem.IsWindows())
        {
            using Stream error = Console.OpenStandardError();
            error.Write(shown);
            byte[] keys = ReadKeys();
            error.Write("\n"u8);
            return keys;
        }
        using var screen = new DescriptorStream(DescriptorStream.StandardError);
        byte[] settings = new byte[SettingsBytes];
        bool isTerminal = GetSettings(Input, settings) == 0;
        byte[] silent = [.. settings];
        silent[LocalFlags] &= unchecked((byte)~Echo);
        try
        {
            if (isTerminal)
                _ = SetSettings(Input, AfterOutput, silent);
            screen.Write(shown);
            // A read of the terminal cannot be cancelled: it is left behind when the program ends.
            var reading = Task.Run(ReadBytes, CancellationToken.None);
            reading.Wait(cancellation);
            return reading.Result;
        }
        finally
        {
            if (isTerminal)
                _ = SetSettings(Input, AfterOutput, settings);
            screen.Write("\n"u8);
        }
    }

    private static byte[]? ReadBytes()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(MaxBytes, pinned: true);
        int length = 0;
        try
        {
            while (length < MaxBytes)
            {
                nint read;
                fixed (byte* at = &buffer[length])
                    read = Read(Input, at, 1);
                if (read < 0 && Marshal.GetLastPInvokeError() == Interrupted)
                    continue;
                if (read <= 0 && length == 0)
                    return null;
                if (read <= 0 || buffer[length] == '\n')
                    break;
                length++;
            }
            return buffer[..length];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static byte[] ReadKeys()
    {
        var line = new List<char>();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                return System.Text.Encoding.UTF8.GetBytes([.. line]);
            if (key.Key == ConsoleKey.Backspace && line.Count > 0)
                line.RemoveAt(line.Count - 1);
            else if (!char.IsControl(key.KeyChar))
                line.Add(key.KeyChar);
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetSettings(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSettings(int descriptor, int when, byte[] settings);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(int descriptor, byte* bytes, nint count);
}
