using System.Runtime.InteropServices;

namespace Reprise.Cli.Terminal;

/// <summary>Whoever read our output has gone.</summary>
internal sealed class BrokenPipeException() : IOException("The reader of the output is gone.");

/// <summary>Writes to a descriptor of the process.</summary>
/// <remarks>
/// The console's own stream swallows a broken pipe, so that <c>cat ID | head</c> would run to its end, and a file stream
/// keeps a position of its own, which breaks <c>&gt;file 2&gt;&amp;1</c>.
/// </remarks>
internal sealed unsafe partial class DescriptorStream(int descriptor) : Stream
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    public const int StandardError = 2;

    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private static readonly int TryAgain = OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 35 : 11;

    /// <summary>Whether a descriptor of the process is a terminal.</summary>
    public static bool IsTerminal(int descriptor) => IsATerminal(descriptor) == 1;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            nint written;
            fixed (byte* start = buffer)
                written = Write(descriptor, start, buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else
                Recover(Marshal.GetLastPInvokeError());
        }
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static void Recover(int error)
    {
        if (error == Interrupted)
            return;
        if (error == BrokenPipe)
            throw new BrokenPipeException();
        if (error != TryAgain)
            throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        // Another process made the terminal non-blocking; a short rest is better than spinning.
        Thread.Sleep(1);
    }

    [LibraryImport("libc", EntryPoint = "isatty")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int IsATerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, byte* bytes, nint count);
}
