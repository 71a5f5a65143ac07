using System.Diagnostics;
using System.Text;

namespace Reprise.Importing.Git;

/// <summary>Runs git once: gives it lines and reads what it says, piece by piece.</summary>
internal static class GitCommand
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>So long a piece is no name, path or description.</summary>
    private const int MaxPieceBytes = 64 * 1024;

    /// <summary>Runs it.</summary>
    /// <param name="workplace">Where.</param>
    /// <param name="input">The lines to give to it.</param>
    /// <param name="separator">What ends a piece.</param>
    /// <param name="take">Takes each piece.</param>
    /// <param name="cancellation">Ends git before it is done.</param>
    /// <param name="arguments">The command and its options.</param>
    /// <returns>Whether git ended well; if not, what it said before is good all the same.</returns>
    public static bool Run(
        GitWorkplace workplace,
        IEnumerable<string> input,
        byte separator,
        Action<ReadOnlySpan<byte>> take,
        CancellationToken cancellation,
        params string[] arguments
    )
    {
        using Process process = workplace.Start(arguments);
        try
        {
            // Both ends at once: git stops reading when nobody takes what it says.
            var feeding = Task.Run(() => Feed(process, input), CancellationToken.None);
            bool isWhole = Read(process.StandardOutput.BaseStream, separator, take, cancellation);
            feeding.Wait(CancellationToken.None);
            process.WaitForExit();
            return isWhole && process.ExitCode == 0;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static void Feed(Process process, IEnumerable<string> input)
    {
        try
        {
            using StreamWriter writer = process.StandardInput;
            writer.NewLine = "\n";
            foreach (string line in input)
                writer.WriteLine(line);
        }
        catch (IOException)
        {
            // It has ended before it had read all; its exit code tells.
        }
    }

    private static bool Read(Stream output, byte separator, Action<ReadOnlySpan<byte>> take, CancellationToken cancellation)
    {
        byte[] buffer = new byte[BufferBytes];
        int filled = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            int read = output.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
                return filled == 0;
            filled += read;
            int start = 0;
            for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf(separator)) >= 0; start += end + 1)
                take(buffer.AsSpan(start, end));
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == MaxPieceBytes)
                return false;
        }
    }

    /// <summary>Reads a piece as text.</summary>
    public static string Text(ReadOnlySpan<byte> piece) => Encoding.UTF8.GetString(piece);
}
