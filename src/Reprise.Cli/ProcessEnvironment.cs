using System.Text;
using Reprise.Cli.Terminal;

namespace Reprise.Cli;

/// <summary>The environment of the real process; with <see cref="Interrupt"/> the only place that looks at it.</summary>
internal static class ProcessEnvironment
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    public static CliEnvironment Create()
    {
        bool isOutputTerminal = !Console.IsOutputRedirected;
        bool isErrorTerminal = !Console.IsErrorRedirected;
        // A Windows console would otherwise read our UTF-8 in the code page of the country.
        if (OperatingSystem.IsWindows() && (isOutputTerminal || isErrorTerminal))
            Console.OutputEncoding = Encoding.UTF8;
        return new CliEnvironment
        {
            Variable = Environment.GetEnvironmentVariable,
            UserHome = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            CurrentFolder = Environment.CurrentDirectory,
            Time = TimeProvider.System,
            Input = new Lazy<Stream>(Console.OpenStandardInput),
            Output = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(StandardOutput),
            Error = OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(StandardError),
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = isOutputTerminal,
            IsErrorTerminal = isErrorTerminal,
            TerminalWidth = () => isOutputTerminal || isErrorTerminal ? Console.WindowWidth : 0,
        };
    }
}
