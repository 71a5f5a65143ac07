using System.Text;
using Reprise.Cli.Terminal;

namespace Reprise.Cli;

/// <summary>The environment of the real process; with <see cref="Interrupt"/> the only place that looks at it.</summary>
/// <remarks>Runs at every start: what costs time is looked at on first use, and the console only where it must be.</remarks>
internal static class ProcessEnvironment
{
    public static CliEnvironment Create(Interrupt interrupt) =>
        OperatingSystem.IsWindows() ? CreateOnWindows(interrupt) : CreateOnUnix(interrupt);

    private static CliEnvironment CreateOnUnix(Interrupt interrupt)
    {
        bool isOutputTerminal = DescriptorStream.IsTerminal(DescriptorStream.StandardOutput);
        bool isErrorTerminal = DescriptorStream.IsTerminal(DescriptorStream.StandardError);
        return new CliEnvironment
        {
            Cancellation = () => interrupt.Token,
            Variable = Environment.GetEnvironmentVariable,
            FindUserHome = () => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            FindCurrentFolder = () => Environment.CurrentDirectory,
            FindUserName = static () => Environment.UserName,
            FindHostName = static () => Environment.MachineName,
            Time = TimeProvider.System,
            OpenInput = static () => Console.OpenStandardInput(),
            ReadHidden = HiddenLine.Read,
            Output = new DescriptorStream(DescriptorStream.StandardOutput),
            Error = new DescriptorStream(DescriptorStream.StandardError),
            IsInputTerminal = DescriptorStream.IsTerminal(DescriptorStream.StandardInput),
            IsOutputTerminal = isOutputTerminal,
            IsErrorTerminal = isErrorTerminal,
            TerminalWidth = () => isOutputTerminal || isErrorTerminal ? Console.WindowWidth : 0,
        };
    }

    private static CliEnvironment CreateOnWindows(Interrupt interrupt)
    {
        bool isOutputTerminal = !Console.IsOutputRedirected;
        bool isErrorTerminal = !Console.IsErrorRedirected;
        // The console would otherwise read our UTF-8 in the code page of the country.
        if (isOutputTerminal || isErrorTerminal)
            Console.OutputEncoding = Encoding.UTF8;
        return new CliEnvironment
        {
            Cancellation = () => interrupt.Token,
            Variable = Environment.GetEnvironmentVariable,
            FindUserHome = () => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            FindCurrentFolder = () => Environment.CurrentDirectory,
            FindUserName = static () => Environment.UserName,
            FindHostName = static () => Environment.MachineName,
            Time = TimeProvider.System,
            OpenInput = static () => Console.OpenStandardInput(),
            ReadHidden = HiddenLine.Read,
            Output = Console.OpenStandardOutput(),
            Error = Console.OpenStandardError(),
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = isOutputTerminal,
            IsErrorTerminal = isErrorTerminal,
            TerminalWidth = () => isOutputTerminal || isErrorTerminal ? Console.WindowWidth : 0,
        };
    }
}
