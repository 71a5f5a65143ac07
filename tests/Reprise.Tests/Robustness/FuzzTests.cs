using Reprise.Fuzz;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>A short run of every fuzz target; <c>dotnet run --project tests/Reprise.Fuzz -- TARGET</c> makes a long one.</summary>
public sealed class FuzzTests
{
    private const int Seed = 1;
    private const long MaxRuns = 20_000;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(2);

    /// <summary>A manifest with a true checksum is written by nobody but this program; the long run has that target, too.</summary>
    public static TheoryData<string> Targets =>
        [.. FuzzTargets.All.Select(target => target.Name).Where(name => name != "forged-manifest")];

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_holds_for_changed_inputs(string name)
    {
        FuzzTarget target = FuzzTargets.All.Single(target => target.Name == name);
        var fuzzer = new Fuzzer(target, Seed);
        FuzzFinding? finding = fuzzer.Run(_time, MaxRuns);
        if (finding is not null)
            throw new InvalidOperationException($"{name} is broken by {Convert.ToBase64String(finding.Input)}", finding.Error);
        fuzzer.Runs.ShouldBeGreaterThan(50);
        fuzzer.Behaviours.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_target_that_does_not_hold_is_found()
    {
        var fuzzer = new Fuzzer(new BrokenTarget(), Seed);
        FuzzFinding? finding = fuzzer.Run(TimeSpan.FromSeconds(20), long.MaxValue);
        finding.ShouldNotBeNull();
        finding.Input.ShouldContain((byte)'[');
    }

    [Theory]
    // A header without an id made a reader that went on from a saved state call the session by another name.
    [InlineData("codex", "{\"timestamp\":\"2026-05-01T10:00:00Z\",\"type\":\"session_meta\",\"payload\":{}}\n")]
    [InlineData("codex", "{\"id\":\"\",\"timestamp\":\"2026-05-01T10:00:00Z\"}\n")]
    // Half a surrogate pair as a name made the look at a file's head throw, which ended the capture of the whole folder.
    [InlineData("codex", "{\"session\":{\"\\ud800\":1,\"id\":\"a\",\"timestamp\":\"x\"},\"\\ud800\":0}")]
    [InlineData("claude-code", "{\"\\ud800\":1,\"type\":\"user\",\"sessionId\":\"\\ud800\"}")]
    // What a line with a whole list had told was not remembered.
    [InlineData(
        "gemini",
        "{\"sessionId\":\"a\",\"messages\":[{\"id\":\"e\",\"type\":\"user\",\"content\":\"x\"}]}\n{\"id\":\"e\",\"type\":\"user\",\"content\":\"x\"}\n"
    )]
    // Half a surrogate pair in a field of a foreign journal made every command throw that reads redactions.
    [InlineData(
        "journal",
        "{\"format\":1,\"id\":\"1\",\"device\":\"2\",\"clock\":[5,1],\"at\":\"2026-06-15T12:00:00Z\",\"user\":\"u\",\"type\":\"redaction\",\"body\":{\"id\":\"r\",\"set\":{\"kind\":\"literal\",\"texts\":{\"se\\ud800aled\":\"AAAA\"},\"enabled\":true}}"
    )]
    public void An_input_that_broke_a_target_once_does_so_no_more(string name, string input) =>
        Fuzzer.Replay(FuzzTargets.All.Single(target => target.Name == name), System.Text.Encoding.UTF8.GetBytes(input));

    /// <summary>Cannot bear two brackets in a row.</summary>
    private sealed class BrokenTarget : FuzzTarget
    {
        public override string Name => "broken";

        public override IReadOnlyList<byte[]> Seeds { get; } = ["{\"a\":1}"u8.ToArray()];

        public override ulong Run(byte[] input, Random choice)
        {
            Require(input.AsSpan().IndexOf("[["u8) < 0, "There are two brackets.");
            return (ulong)input.Length;
        }
    }
}
