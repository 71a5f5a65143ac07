using Reprise.Reporting;
using Reprise.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reporting;

public sealed class EntryFormatTests
{
    [Fact]
    public void An_entry_comes_back_as_it_was()
    {
        var at = new DateTimeOffset(2026, 6, 1, 10, 0, 0, 123, TimeSpan.Zero);
        var entry = new ReportEntry
        {
            Session = 7,
            At = at,
            MessageId = "m1",
            Subagent = "helper",
            Prompt = "Why?\n购物车",
            Actions =
            [
                new ReportAction(ReportActionKind.Answer, at, "model", "Because.", 12, null),
                new ReportAction(ReportActionKind.Edit, null, "Edit", "a.js", 0, ""),
            ],
            Hidden = [new HiddenParts("0a1b2c3d", 3)],
        };
        byte[] bytes = EntryFormat.Write(entry, out int content);
        ReportEntry read = EntryFormat.Read(bytes, bytes.Length);
        read.ShouldBe(entry with { Actions = read.Actions, Hidden = read.Hidden });
        read.Actions.ShouldBe(entry.Actions);
        read.Hidden.ShouldBe(entry.Hidden);
        EntryFormat.Write(entry with { Session = 8 }, out _).AsSpan(content).SequenceEqual(bytes.AsSpan(content)).ShouldBeTrue();
        EntryFormat
            .Write(entry with { Prompt = "Who?" }, out _)
            .AsSpan(content)
            .SequenceEqual(bytes.AsSpan(content))
            .ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_known_stays_unknown()
    {
        byte[] bytes = EntryFormat.Write(new ReportEntry { Session = 1 }, out _);
        ReportEntry read = EntryFormat.Read(bytes, bytes.Length);
        (read.At, read.MessageId, read.Subagent, read.Prompt).ShouldBe((null, null, null, null));
        read.IsRedacted.ShouldBeFalse();
    }
}
