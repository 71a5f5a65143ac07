using System.Text;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Reprise.Zstandard;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Codex;

/// <summary>Rollouts that Codex compressed because nobody used them for a while.</summary>
public sealed class CodexCompressedTests : IDisposable
{
    private readonly CaptureHome _home = new();
    private readonly AgentFixture _fixture = new("codex");

    public void Dispose() => _home.Dispose();

    private string Rollout =>
        Directory
            .GetFiles(_fixture.HomeIn(_home), "rollout-2026*", SearchOption.AllDirectories)
            .Single(path => path.Contains(AgentFixture.Id, StringComparison.Ordinal));

    [Fact]
    public void A_session_that_was_compressed_is_unchanged_and_goes_on()
    {
        _fixture.Write(_home);
        _home.Capture();
        IndexedSession before = Main();
        string plain = Rollout;
        Compress(plain, File.ReadAllBytes(plain));
        CaptureReport report = _home.Capture();
        (report.Captured, report.Updated, report.Deleted).ShouldBe((0, 0, 0));
        report.Skipped.ShouldBeEmpty();
        Main().Messages.ShouldBe(before.Messages);
        _home.Capture().BytesRead.ShouldBe(0);
        _home.Verify().ShouldBeEmpty();

        byte[] more = Encoding.UTF8.GetBytes("""{"timestamp":"2026-05-02T10:00:00.000Z","type":"x-later","payload":{}}""" + "\n");
        byte[] whole = [.. Unpacked(plain), .. more];
        Compress(plain, whole);
        _home.Capture().Updated.ShouldBe(1);
        Main().Generations.ShouldBe(1);
    }

    [Fact]
    public void A_session_found_compressed_is_kept_as_the_text_it_is()
    {
        _fixture.Write(_home);
        byte[] text = File.ReadAllBytes(Rollout);
        Compress(Rollout, text);
        _home.Capture().Skipped.ShouldBeEmpty();
        Main().Messages.ShouldBeGreaterThan(1);
        Main().SourcePath.ShouldEndWith(".jsonl");
    }

    [Fact]
    public void A_damaged_one_is_named_and_the_rest_goes_on()
    {
        _fixture.Write(_home);
        string plain = Rollout;
        File.Move(plain, plain + ".zst");
        CaptureReport report = _home.Capture();
        report.Skipped.ShouldHaveSingleItem().Reason.ShouldContain("damaged");
        report.Captured.ShouldBeGreaterThan(0);
    }

    private IndexedSession Main() => _home.All().Single(session => session.Key.NativeId == AgentFixture.Id);

    private void Compress(string plain, byte[] text)
    {
        File.Delete(plain);
        File.WriteAllBytes(plain + ".zst", ZstdFrame.Of(text));
        _home.Age(plain + ".zst");
    }

    private static byte[] Unpacked(string plain)
    {
        ZstdFrame.TryDecode(File.ReadAllBytes(plain + ".zst"), 1 << 20, out byte[] text).ShouldBeTrue();
        return text;
    }
}
