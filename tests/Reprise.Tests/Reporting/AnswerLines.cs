using System.Globalization;

namespace Reprise.Tests.Reporting;

/// <summary>Made-up records of Claude Code 2.1 that tell usage.</summary>
internal static class AnswerLines
{
    /// <summary>A prompt, which gives the session a folder and a start.</summary>
    public static string Prompt(string session, string at, string folder = "/work/shop") =>
        $$$$"""
            {"type":"user","uuid":"{{{{Guid.NewGuid()}}}}","parentUuid":null,"sessionId":"{{{{session}}}}","cwd":"{{{{folder}}}}","version":"2.1.200","timestamp":"{{{{at}}}}","message":{"role":"user","content":"go on"}}
            """;

    /// <summary>A record of an answer.</summary>
    /// <param name="session">The session.</param>
    /// <param name="id">The end of the answer's id.</param>
    /// <param name="at">When it came.</param>
    /// <param name="usage">The members of its usage.</param>
    /// <param name="model">The model.</param>
    /// <param name="isComplete">Whether it says why the answer ended.</param>
    /// <param name="fork">The session that it was copied from.</param>
    public static string Answer(
        string session,
        string id,
        string at,
        string usage,
        string model = "claude-opus-4-5-20251101",
        bool isComplete = true,
        string? fork = null
    )
    {
        string forked = fork is null
            ? ""
            : $$$"""
                "forkedFrom":{"sessionId":"{{{fork}}}","messageUuid":"x"},
                """;
        string stop = isComplete ? "\"end_turn\"" : "null";
        return $$$$"""
            {{{{{forked}}}}"type":"assistant","uuid":"{{{{Guid.NewGuid()}}}}","parentUuid":null,"sessionId":"{{{{session}}}}","cwd":"/work/shop","version":"2.1.200","timestamp":"{{{{at}}}}","requestId":"req_{{{{id}}}}","message":{"id":"msg_{{{{id}}}}","type":"message","role":"assistant","model":"{{{{model}}}}","content":[{"type":"text","text":"Done."}],"stop_reason":{{{{stop}}}},"usage":{{{{{usage}}}}}}}
            """;
    }

    /// <summary>Usage of so many tokens of input and output.</summary>
    public static string Tokens(long input, long output) =>
        string.Create(CultureInfo.InvariantCulture, $"\"input_tokens\":{input},\"output_tokens\":{output}");
}
