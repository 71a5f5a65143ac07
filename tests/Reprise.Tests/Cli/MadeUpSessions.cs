namespace Reprise.Tests.Cli;

/// <summary>Writes small made-up sessions into a user's home, as Claude Code 2 and Codex 0.100 lay them out.</summary>
internal static class MadeUpSessions
{
    public static string AddClaudeCode(CliHarness cli, string id, string prompt) =>
        cli.Add(
            $".claude/projects/-work-shop/{id}.jsonl",
            $$$$"""
            {"type":"user","uuid":"a1","parentUuid":null,"sessionId":"{{{{id}}}}","cwd":"/work/shop","version":"2.0.0","timestamp":"2026-06-10T10:00:00.000Z","message":{"role":"user","content":"{{{{prompt}}}}"}}
            {"type":"assistant","uuid":"a2","parentUuid":"a1","sessionId":"{{{{id}}}}","cwd":"/work/shop","version":"2.0.0","timestamp":"2026-06-10T10:00:05.000Z","requestId":"r1","message":{"id":"m1","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"Done."}],"usage":{"input_tokens":10,"output_tokens":5,"cache_creation_input_tokens":0,"cache_read_input_tokens":0}}}

            """
        );
}
