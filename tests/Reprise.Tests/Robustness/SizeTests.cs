using System.Text;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Content and folders of sizes that no session has, at bounded memory.</summary>
public sealed class SizeTests
{
    private const string Id = "bad00000-0000-4000-8000-000000000001";
    private const long MaxPeakBytes = 300L * 1024 * 1024;
    private const int LineMegabytes = 40;

    [Theory]
    [InlineData("text")]
    [InlineData("escapes")]
    [InlineData("text without a line end")]
    [InlineData("numbers")]
    [InlineData("brackets")]
    [InlineData("a line of 30 MB with nothing but numbers")]
    [InlineData("a line of 30 MB with nothing but escapes")]
    [InlineData("a line of 30 MB with nothing but names")]
    public void One_line_of_many_megabytes_takes_little_memory(string what)
    {
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        Write(home, what);
        using CaptureProcess process = CaptureProcess.Start(home);
        CaptureResult result = process.Result();
        result.ExitCode.ShouldBe(0);
        result.Captured.ShouldBe(HealthySessions.Count + 1);
        result.Skipped.ShouldBeEmpty();
        HealthySessions.ShouldBeWhole(home);
        ArchiveCheck.EqualsSources(home.Home).ShouldBe(HealthySessions.Count + 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {result.PeakBytes / 1e6:F0} MB at most");
        result.PeakBytes.ShouldBeLessThan(MaxPeakBytes);
    }

    [Fact]
    public void A_folder_of_ten_thousand_files_is_captured()
    {
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.ClaudeProject);
        for (int i = 0; i < 10_000; i++)
        {
            string path = home.PathOf($"bad00000-0000-4000-8000-{i:D12}");
            // Most are of sessions that were never begun.
            File.WriteAllText(path, i % 20 == 0 ? CaptureHome.ClaudeTurn(Id, 0, "go") : "");
            home.Age(path);
        }
        Robust.CaptureAndCheck(home).Captured.ShouldBe(HealthySessions.Count + 10_000);
    }

    [Fact]
    public void A_session_of_ten_thousand_files_is_captured()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id);
        string folder = Path.Combine(home.ClaudeProject, Id, "tool-results");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < 10_000; i++)
        {
            string path = Path.Combine(folder, $"r{i}.txt");
            File.WriteAllText(path, $"result {i}\n");
            home.Age(path);
        }
        Robust.CaptureAndCheck(home).Captured.ShouldBe(HealthySessions.Count + 1);
        IndexedSession session = home.All().Single(session => session.Key.NativeId == Id);
        session.Generations.ShouldBe(1);
    }

    private static void Write(CaptureHome home, string what)
    {
        Directory.CreateDirectory(home.ClaudeProject);
        string path = home.PathOf(Id);
        using (var file = new FileStream(path, FileMode.CreateNew))
        {
            file.Write(Encoding.UTF8.GetBytes(CaptureHome.ClaudeTurn(Id, 0, "go")));
            (string open, string piece, string close, int megabytes) = what switch
            {
                "text" => (
                    "{\"type\":\"user\",\"uuid\":\"x\",\"message\":{\"role\":\"user\",\"content\":\"",
                    "lorem ipsum dolor ",
                    "\"}}\n",
                    LineMegabytes
                ),
                "escapes" => (
                    "{\"type\":\"user\",\"uuid\":\"x\",\"message\":{\"role\":\"user\",\"content\":\"",
                    "\\u00e9\\n\\\"",
                    "\"}}\n",
                    LineMegabytes
                ),
                "text without a line end" => (
                    "{\"type\":\"user\",\"uuid\":\"x\",\"message\":{\"role\":\"user\",\"content\":\"",
                    "lorem ipsum ",
                    "",
                    LineMegabytes
                ),
                "numbers" => ("{\"type\":\"user\",\"uuid\":\"x\",\"a\":[1", ",1", "]}\n", LineMegabytes),
                "brackets" => ("", "[", "\n", LineMegabytes),
                "a line of 30 MB with nothing but numbers" => ("{\"type\":\"user\",\"uuid\":\"x\",\"a\":[1", ",1", "]}\n", 30),
                "a line of 30 MB with nothing but escapes" => (
                    "{\"type\":\"user\",\"uuid\":\"x\",\"message\":{\"role\":\"user\",\"content\":\"",
                    "\\u00e9",
                    "\"}}\n",
                    30
                ),
                _ => ("{\"type\":\"user\",\"uuid\":\"x\",\"a\":{\"b\":0", ",\"b\":0", "}}\n", 30),
            };
            file.Write(Encoding.UTF8.GetBytes(open));
            byte[] pieces = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1024 * 1024 / piece.Length)));
            for (int i = 0; i < megabytes; i++)
                file.Write(pieces);
            file.Write(Encoding.UTF8.GetBytes(close));
        }
        home.Age(path);
    }
}
