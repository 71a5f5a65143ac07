using Reprise.Agents;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;

namespace Reprise.Tests.Agents;

/// <summary>What a real session holds, counted by hand in its file.</summary>
/// <param name="Prompts">What a person typed.</param>
/// <param name="Answers">The model's answers.</param>
/// <param name="Calls">Calls of tools.</param>
/// <param name="Errors">Calls that failed.</param>
/// <param name="Thinking">Blocks of thinking.</param>
/// <param name="Tokens">The tokens by model, spelled as <c>model input output cache-read cache-write reasoning</c>.</param>
internal sealed record PinnedCounts(long Prompts, long Answers, long Calls, long Errors, long Thinking, params string[] Tokens)
{
    /// <summary>Reads the session from the shared corpus and compares.</summary>
    /// <returns>What was read, for what is not counted.</returns>
    public RecordingSink Check(IAgent agent, string corpusCase, string id)
    {
        string home = Path.Combine(SharedCorpus.Of(agent.Id.Value), corpusCase);
        SessionFootprint session = SessionReading.Discover(agent, home).Single(found => found.Key.NativeId == id);
        RecordingSink read = SessionReading.Read(agent, session);
        read.Prompts.ShouldBe(Prompts, "prompts");
        read.Answers.ShouldBe(Answers, "answers");
        read.ToolCalls.ShouldBe(Calls, "calls");
        read.Total(SessionCount.ToolError).ShouldBe(Errors, "errors");
        read.Total(SessionCount.Thinking).ShouldBe(Thinking, "thinking");
        read.Tokens()
            .OrderBy(model => model.Key, StringComparer.Ordinal)
            .Select(model =>
                $"{model.Key} {model.Value.Input} {model.Value.Output} {model.Value.CacheRead} {model.Value.CacheWrite} {model.Value.Reasoning}"
            )
            .ShouldBe(Tokens);
        return read;
    }
}
