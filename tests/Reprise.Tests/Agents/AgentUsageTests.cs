using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>What every agent of the catalog tells of usage when the numbers in its files are no numbers of tokens.</summary>
public sealed partial class AgentUsageTests
{
    /// <summary>As the index holds it: more in one response is not believed.</summary>
    private const long MaxTokens = 10_000_000_000;

    /// <summary>Those whose files are JSON; the numbers in a text are its reader's own affair.</summary>
    public static TheoryData<string> Agents =>
        [
            .. AgentContractTests
                .Agents.Select(row => row.Data)
                .Where(agent => new AgentFixture(agent).Files.Keys.Any(AgentFixture.IsJson)),
        ];

    [Theory]
    [MemberData(nameof(Agents))]
    public void Numbers_that_are_none_make_no_tokens_and_are_told_as_such(string agent)
    {
        if (Believed(Read(agent, value => value)) == 0)
            return;
        foreach (string nonsense in new[] { "-5", "\"many\"", "1e300", "{}", "[7]", "true", "9223372036854775807" })
        {
            RecordingSink read = Read(agent, _ => nonsense);
            Believed(read).ShouldBe(0, nonsense);
            read.Responses.Where(response => response.IsDoubtful || Most(response.Tokens) > MaxTokens)
                .ShouldNotBeEmpty($"{agent} {nonsense}");
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Numbers_that_are_not_told_are_no_tokens_and_no_doubt(string agent)
    {
        RecordingSink read = Read(agent, _ => "null");
        Believed(read).ShouldBe(0);
        read.Responses.Where(response => response.IsDoubtful).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Numbers_in_quotation_marks_are_numbers(string agent) =>
        Believed(Read(agent, value => $"\"{value}\"")).ShouldBe(Believed(Read(agent, value => value)));

    [Theory]
    [MemberData(nameof(Agents))]
    public void No_response_is_without_a_key(string agent) =>
        Read(agent, value => value).Responses.ShouldAllBe(response => response.Key.Length > 0);

    private static RecordingSink Read(string agent, Func<string, string> change)
    {
        var fixture = new AgentFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home, (file, content) => AgentFixture.IsJson(file) ? WithNumbers(content, change) : content);
        return SessionReading.Read(
            fixture.Agent,
            SessionReading.Discover(fixture.Agent, fixture.HomeIn(home)).First(session => AgentFixture.IsOwn(session.Key))
        );
    }

    private static byte[] WithNumbers(byte[] content, Func<string, string> change) =>
        Encoding.UTF8.GetBytes(
            Number()
                .Replace(
                    Encoding.UTF8.GetString(content),
                    match => match.Groups["name"].Value + Escaped(change(match.Groups["value"].Value), match.Groups["mark"].Value)
                )
        );

    // Text that is JSON itself has other quotation marks.
    private static string Escaped(string value, string mark) => value.Replace("\"", mark, StringComparison.Ordinal);

    private static long Believed(RecordingSink read) =>
        read.Responses.Sum(response => Members(response.Tokens).Where(number => number is > 0 and <= MaxTokens).Sum());

    private static long Most(TokenUsage tokens) => Members(tokens).Max();

    private static long[] Members(TokenUsage tokens) =>
        [tokens.Input, tokens.Output, tokens.CacheRead, tokens.CacheWrite5Minutes, tokens.CacheWrite1Hour, tokens.Reasoning];

    [GeneratedRegex(
        """(?<name>(?<mark>\\*")\w*([tT]oken|[iI]nput|[oO]utput|[cC]ache|cached|thoughts|tool|[rR]eason)\w*\\*"\s*:\s*)(?<value>\d+)(?=\s*[,}\]])"""
    )]
    private static partial Regex Number();
}
