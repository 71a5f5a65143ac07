using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Agents;
using Reprise.Indexing;
using Reprise.Reading;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>What every agent of the catalog must keep, whatever its files hold.</summary>
public sealed partial class AgentBadInputTests
{
    private static readonly string[] _absurdTimes =
    [
        "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.999Z\"",
        "\"2026-13-45T99:99:99Z\"",
        "\"tomorrow\"",
        "-1",
        "1e300",
        "9223372036854775807",
        "null",
        "{}",
    ];

    public static TheoryData<string> Agents => AgentContractTests.Agents;

    [Theory]
    [MemberData(nameof(Agents))]
    public void Times_in_seconds_milliseconds_fractions_and_text_are_the_same_moment(string agent)
    {
        var fixture = new AgentFixture(agent);
        if (fixture.Facts.Lacks.Contains("times", StringComparer.Ordinal))
            return;
        (long, long) wanted = default;
        foreach (Func<DateTimeOffset, string> spell in Spellings())
        {
            using var home = new CaptureHome();
            fixture.Write(home, (file, content) => AgentFixture.IsJson(file) ? WithTimes(content, spell) : content);
            home.Capture().Skipped.ShouldBeEmpty();
            IndexedSession session = AgentContractTests.TheOne(home);
            (long, long) times = (session.StartedAt!.Value.ToUnixTimeSeconds(), session.LastActiveAt!.Value.ToUnixTimeSeconds());
            if (wanted == default)
                wanted = times;
            times.ShouldBe(wanted, spell(DateTimeOffset.UnixEpoch));
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Absurd_times_cost_the_time_and_nothing_else(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var plain = new CaptureHome();
        fixture.Write(plain);
        plain.Capture();
        long messages = AgentContractTests.TheOne(plain).Messages;
        foreach (string absurd in _absurdTimes)
        {
            using var home = new CaptureHome();
            fixture.Write(home, (file, content) => AgentFixture.IsJson(file) ? WithTimes(content, _ => absurd) : content);
            home.Capture().Skipped.ShouldBeEmpty(absurd);
            AgentContractTests.TheOne(home).Messages.ShouldBe(messages, absurd);
            AgentContractTests.Settled(home);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Ids_that_are_all_the_same_are_kept_and_read(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var home = new CaptureHome();
        // A record is then its own parent, and every message the same.
        fixture.Write(
            home,
            (file, content) =>
                AgentFixture.IsJson(file)
                    ? Encoding.UTF8.GetBytes(AnyId().Replace(Encoding.UTF8.GetString(content), $"\"{AgentFixture.Id}\""))
                    : content
        );
        home.Capture().Skipped.ShouldBeEmpty();
        home.All().Count(session => AgentFixture.IsOwn(session.Key)).ShouldBe(1);
        AgentContractTests.Settled(home);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Content_that_is_no_record_is_kept_and_stops_nothing(string agent)
    {
        var fixture = new AgentFixture(agent);
        byte[] deep = Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', 10_000)}{new string(']', 10_000)}}}");
        byte[][] intruders =
        [
            new byte[4096],
            deep,
            [0xFF, 0xFE, 0xED, 0xA0, 0x80],
            [.. "\"text\""u8],
            [.. "null"u8],
            [.. "[]"u8],
        ];
        foreach (byte[] intruder in intruders)
        {
            foreach (bool isAtEnd in new[] { true, false })
            {
                using var home = new CaptureHome();
                fixture.Write(home, (file, content) => AgentFixture.IsJson(file) ? With(content, intruder, isAtEnd) : content);
                home.Capture().Skipped.ShouldBeEmpty();
                home.All().ShouldNotBeEmpty();
                AgentContractTests.Settled(home);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_value_of_another_kind_stops_no_reader(string agent)
    {
        var fixture = new AgentFixture(agent);
        // Text has no values.
        if (!fixture.Files.Keys.Any(AgentFixture.IsJson))
            return;
        using var home = new CaptureHome();
        fixture.Write(home);
        int changes = 0;
        foreach (SessionFootprint session in SessionReading.Discover(fixture.Agent, fixture.HomeIn(home)))
        {
            foreach (SourceFile file in session.Files.Where(file => AgentFixture.IsJson(file.RelativePath)))
            {
                if (fixture.Agent.CreateReader(file.Role, file.RelativePath, AgentFixture.Id, []) is null)
                    continue;
                List<byte[]> records = SessionReading.Records(File.ReadAllBytes(file.Path), file.Shape);
                foreach ((int record, byte[] changed) in JsonChanges.Of(records))
                {
                    List<byte[]> all = [.. records];
                    all[record] = changed;
                    SessionReader reader = fixture.Agent.CreateReader(file.Role, file.RelativePath, AgentFixture.Id, [])!;
                    var sink = new RecordingSink();
                    SessionReading.Feed(reader, all, sink);
                    reader.Complete(sink);
                    reader.SaveState();
                    changes++;
                }
            }
        }
        changes.ShouldBeGreaterThan(500);
    }

    private static IEnumerable<Func<DateTimeOffset, string>> Spellings()
    {
        yield return time => $"\"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z\"";
        yield return time => $"\"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss}+00:00\"";
        yield return time => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        yield return time => (time.ToUnixTimeSeconds() * 1000).ToString(CultureInfo.InvariantCulture);
        yield return time => $"{time.ToUnixTimeSeconds()}.5";
        yield return time => $"{time.ToUnixTimeSeconds() * 1000}.25";
    }

    private static byte[] WithTimes(byte[] content, Func<DateTimeOffset, string> spell)
    {
        string text = IsoTime()
            .Replace(
                Encoding.UTF8.GetString(content),
                match => spell(DateTimeOffset.Parse(match.Value.Trim('"'), CultureInfo.InvariantCulture))
            );
        return Encoding.UTF8.GetBytes(
            Milliseconds()
                .Replace(
                    text,
                    match => spell(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(match.Value, CultureInfo.InvariantCulture)))
                )
        );
    }

    private static byte[] With(byte[] content, byte[] intruder, bool isAtEnd)
    {
        int at = isAtEnd ? content.Length : content.AsSpan().IndexOf((byte)'\n') + 1;
        return [.. content[..at], .. intruder, (byte)'\n', .. content[at..]];
    }

    [GeneratedRegex("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\"")]
    private static partial Regex IsoTime();

    // As a value, and not where a longer number or a text has the same digits.
    [GeneratedRegex("(?<=[:,\\[ ])1[789]\\d{11}(?=[,}\\]\\s])")]
    private static partial Regex Milliseconds();

    [GeneratedRegex("\"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\"")]
    private static partial Regex AnyId();
}
