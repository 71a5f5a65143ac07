using Reprise.Agents.Qwen;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Qwen;

public sealed class QwenUsageTests
{
    [Fact]
    public void Thoughts_that_the_total_counts_within_the_answer_are_taken_out_of_it()
    {
        Read(total: 120).ShouldBe(new TokenUsage(Input: 40, Output: 15, CacheRead: 60, 0, 0, Reasoning: 5));
    }

    [Fact]
    public void Thoughts_that_the_total_counts_beside_the_answer_stay_beside_it()
    {
        Read(total: 125).ShouldBe(new TokenUsage(Input: 40, Output: 20, CacheRead: 60, 0, 0, Reasoning: 5));
    }

    private static TokenUsage Read(int total)
    {
        string usage =
            """{"promptTokenCount":100,"candidatesTokenCount":20,"cachedContentTokenCount":60,"thoughtsTokenCount":5,"totalTokenCount":"""
            + $"{total}}}";
        string line =
            """{"uuid":"a","parentUuid":null,"sessionId":"s","timestamp":"2026-03-01T10:00:02.000Z","type":"assistant","cwd":"/w/p","""
            + "\"model\":\"qwen3-coder-plus\",\"message\":{\"role\":\"model\",\"parts\":[{\"text\":\"ok\"}]},"
            + $"\"usageMetadata\":{usage}}}";
        return SessionReading.ReadLines(new QwenAgent(), "s", line).Tokens().ShouldHaveSingleItem().Value;
    }
}
