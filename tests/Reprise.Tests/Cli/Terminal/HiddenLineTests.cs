using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Terminal;

/// <summary>A passphrase typed on a real terminal.</summary>
public sealed class HiddenLineTests
{
    private const string Typed = "a made up passphrase";

    [Fact]
    public async Task What_is_typed_is_taken_and_not_shown()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program 'script' has other options elsewhere.");
        using var cli = new CliHarness();
        cli.Run("init").ExitCode.ShouldBe(0);
        string program = Path.Combine(AppContext.BaseDirectory, "reprise.dll");
        using Process process = Start($"dotnet {program} --home {cli.Home} vault passphrase");
        var shown = new StringBuilder();
        foreach (string question in (string[])["New passphrase: ", "The same once more: "])
        {
            await ReadUntil(process.StandardOutput, shown, question);
            await process.StandardInput.WriteAsync(Typed + "\n");
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        }
        await ReadUntil(process.StandardOutput, shown, "opens with the new passphrase only.");
        shown.ToString().ShouldNotContain(Typed);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        cli.Run("vault", "passphrase", "--remove", "--passphrase-file", cli.Add("typed", Typed)).ExitCode.ShouldBe(0);
    }

    private static Process Start(string command)
    {
        var start = new ProcessStartInfo("script", ["-qec", command, "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            return Process.Start(start).ShouldNotBeNull();
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no program 'script' on this machine.");
            throw;
        }
    }

    private static async Task ReadUntil(StreamReader output, StringBuilder shown, string wanted)
    {
        char[] buffer = new char[256];
        while (!shown.ToString().Contains(wanted, StringComparison.Ordinal))
        {
            int length = await output.ReadAsync(buffer, TestContext.Current.CancellationToken);
            length.ShouldBePositive($"the program ended without '{wanted}': {shown}");
            shown.Append(buffer, 0, length);
        }
    }
}
