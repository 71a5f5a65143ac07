using System.Diagnostics;
using System.Text;

namespace Reprise.Cli.Terminal;

/// <summary>The program that shows long output page by page.</summary>
internal sealed class Pager : IDisposable
{
    private readonly Process _process;

    private Pager(Process process)
    {
        _process = process;
        Input = new StreamWriter(process.StandardInput.BaseStream, new UTF8Encoding(false), 16 * 1024) { NewLine = "\n" };
    }

    /// <summary>What is written here is shown.</summary>
    public TextWriter Input { get; }

    /// <summary>Starts <c>$PAGER</c>, else <c>less</c>; null when there is none, or it is turned off with an empty value or <c>cat</c>.</summary>
    public static Pager? Start(CliEnvironment environment)
    {
        string command = environment.Variable("PAGER") ?? (OperatingSystem.IsWindows() ? "" : "less");
        if (string.IsNullOrWhiteSpace(command) || command == "cat")
            return null;
        var start = new ProcessStartInfo { RedirectStandardInput = true, UseShellExecute = false };
        // PAGER is a command line of the user's own shell, with its quotes and options.
        start.FileName = OperatingSystem.IsWindows() ? "cmd.exe" : "/bin/sh";
        start.ArgumentList.Add(OperatingSystem.IsWindows() ? "/c" : "-c");
        start.ArgumentList.Add(OperatingSystem.IsWindows() ? command : $"{command} || cat");
        // Quit when it fits one screen, show colours, leave the text on the screen.
        if (environment.Variable("LESS") is null)
            start.Environment["LESS"] = "FRX";
        try
        {
            return Process.Start(start) is { } process ? new Pager(process) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // The reader left before the end.
        }
        _process.WaitForExit();
        _process.Dispose();
    }
}
