using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Searching;
using Reprise.Tests.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

public sealed class SessionTranscriptTests
{
    [Fact]
    public void A_transcript_gives_messages_in_order_with_their_parts()
    {
        using var home = new IndexedHome();
        IndexedSession session = home.Add(
            "claude-code",
            "abcd1234",
            [
                Lines.Prompt("Why?\u001b[31m"),
                Lines.Answer("Let me see.", id: "msg_one"),
                Lines.Call("Bash", new { command = "ls" }, id: "msg_one"),
                Lines.Result(new string('é', 5000), isError: true),
                Lines.Answer("Because.", id: "msg_two"),
            ]
        );
        TranscriptMessage[] messages =
        [
            .. new SessionTranscript(new SessionArchive(home.Home), IndexedHome.Readers).Read(
                session.Entry,
                includeSubagents: true
            ),
        ];
        messages
            .Select(message => message.Kind)
            .ShouldBe([MessageKind.Prompt, MessageKind.Answer, MessageKind.ToolResult, MessageKind.Answer]);
        messages[0].Parts.ShouldBe([new TranscriptPart.Text("Why?")]);
        messages[1].Id.ShouldBe("msg_one");
        messages[1].Model.ShouldBe("claude-opus-4");
        messages[1].Parts.Count.ShouldBe(2);
        messages[1].Parts[0].ShouldBe(new TranscriptPart.Text("Let me see."));
        messages[1].Parts[1].ShouldBe(new TranscriptPart.ToolCall("toolu_1", "Bash", "{\"command\":\"ls\"}", 0));
        var result = messages[2].Parts.ShouldHaveSingleItem().ShouldBeOfType<TranscriptPart.ToolResult>();
        (result.CallId, result.IsError, result.Output, result.OmittedBytes).ShouldBe(
            ("toolu_1", true, new string('é', 1000), 8000)
        );
        messages[3].Parts.ShouldBe([new TranscriptPart.Text("Because.")]);
    }
}
