using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Reprise.Reading;

namespace Reprise.Journaling;

/// <summary>One file of the journal: what one device has written.</summary>
internal static class JournalFile
{
    public const string Ending = ".jsonl";

    /// <summary>Lists the files of a journal by name.</summary>
    public static IEnumerable<FileInfo> All(string folder) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder)
                .EnumerateFiles("*" + Ending)
                .Where(file => file.Name.EndsWith(Ending, StringComparison.Ordinal))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
            : [];

    /// <summary>Reads the events of a file. What cannot be read is reported and passed over.</summary>
    /// <param name="path">The file, whoever wrote it.</param>
    /// <param name="events">Takes the events in the order of the lines.</param>
    /// <param name="problems">Takes what could not be read.</param>
    public static void Read(string path, List<JournalEvent> events, List<JournalProblem> problems)
    {
        string name = Path.GetFileName(path);
        try
        {
            // A link could lead anywhere; no device has written one.
            if (File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
            {
                problems.Add(new JournalProblem(name, 0, "it is a link"));
                return;
            }
            using SafeFileHandle handle = RegularFile.Open(path);
            ReadLines(handle, name, events, problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new JournalProblem(name, 0, "it could not be read"));
        }
    }

    private static void ReadLines(SafeFileHandle handle, string name, List<JournalEvent> events, List<JournalProblem> problems)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(JournalLine.MaxBytes);
        int held = 0;
        int number = 0;
        bool isTooLong = false;
        long offset = 0;
        while (true)
        {
            int read = RandomAccess.Read(handle, buffer.AsSpan(held), offset);
            offset += read;
            int filled = held + read;
            int start = 0;
            for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
            {
                Take(buffer.AsSpan(start, end));
                isTooLong = false;
            }
            held = filled - start;
            buffer.AsSpan(start, held).CopyTo(buffer);
            if (read == 0)
                break;
            if (held == buffer.Length)
            {
                isTooLong = true;
                held = 0;
            }
        }
        if (held > 0 || isTooLong)
            Take(buffer.AsSpan(0, held));
        ArrayPool<byte>.Shared.Return(buffer);

        void Take(ReadOnlySpan<byte> line)
        {
            number++;
            if (isTooLong)
                problems.Add(new JournalProblem(name, number, "it is too long"));
            else if (line.Trim(" \t\r"u8).IsEmpty)
                return;
            else if (JournalLine.Read(line, out string problem) is { } written)
                events.Add(written);
            else
                problems.Add(new JournalProblem(name, number, problem));
        }
    }
}

/// <summary>A line of the journal that could not be read. It stays in its file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, counted from 1; 0 for the file as a whole.</param>
/// <param name="Reason">Why, in plain words and without content.</param>
public sealed record JournalProblem(string File, int Line, string Reason)
{
    /// <summary>Whether something that was written is lost. Half a line of a killed program and lines of newer versions are not.</summary>
    public bool IsDamage => Reason is not (JournalLine.Torn or JournalLine.Newer);
}
