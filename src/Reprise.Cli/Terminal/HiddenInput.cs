using System.Text;
using Reprise.Files;

namespace Reprise.Cli.Terminal;

/// <summary>Reads a value that must not be seen: from a pipe, or from a terminal without showing what is typed.</summary>
internal static class HiddenInput
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads the value; one line end behind it does not belong to it.</summary>
    /// <param name="context">Where it is read.</param>
    /// <param name="question">What is asked on a terminal.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RepriseException">Nothing was given, or too much.</exception>
    public static string Read(CliContext context, string question, CancellationToken cancellation)
    {
        string value = context.Environment.IsInputTerminal ? Ask(context, question, cancellation) : Take(context);
        return value.Length > 0 ? value : throw UsageError.Of("No value was given on standard input.");
    }

    private static string Take(CliContext context)
    {
        using Stream input = context.Environment.OpenInput();
        byte[] buffer = new byte[MaxBytes + 1];
        int length = input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
            throw UsageError.Of($"The value is longer than {MaxBytes / 1024} KB.");
        string value = Encoding.UTF8.GetString(buffer, 0, length);
        Array.Clear(buffer);
        return value.EndsWith("\r\n", StringComparison.Ordinal) ? value[..^2]
            : value.EndsWith('\n') ? value[..^1]
            : value;
    }

    private static string Ask(CliContext context, string question, CancellationToken cancellation)
    {
        context.Flush();
        byte[] line = context.Environment.ReadHidden(question, cancellation) ?? [];
        string value = Encoding.UTF8.GetString(line);
        Array.Clear(line);
        return value;
    }
}
