using FsCheck;
using FsCheck.Fluent;
using Reprise.Journaling;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Journaling;

public sealed class JournalStateTests
{
    [Fact]
    public void The_order_in_which_files_are_read_makes_no_difference() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Arb.From(Events()),
                events =>
                {
                    string expected = Spell(JournalState.Fold(events));
                    var random = new Random(events.Length);
                    for (int i = 0; i < 5; i++)
                    {
                        JournalEvent[] shuffled = [.. events];
                        random.Shuffle(shuffled);
                        Spell(JournalState.Fold(shuffled)).ShouldBe(expected);
                    }
                }
            )
        );

    [Fact]
    public void Reading_an_event_again_makes_no_difference() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Arb.From(Events()),
                events => Spell(JournalState.Fold([.. events, .. events])).ShouldBe(Spell(JournalState.Fold(events)))
            )
        );

    [Fact]
    public void Of_each_field_the_last_value_holds_whatever_happened_to_the_others()
    {
        JournalState state = JournalState.Fold([
            Event(5, "b", ("title", "\"late\"")),
            Event(1, "a", ("title", "\"early\""), ("color", "\"red\"")),
            Event(3, "a", ("color", "null")),
        ]);
        JournalEntity entity = state.Find("session", "1").ShouldNotBeNull();
        entity["title"]?.Text.ShouldBe("late");
        entity["color"].ShouldNotBeNull().Text.ShouldBeNull();
        entity["never"].ShouldBeNull();
    }

    [Fact]
    public void Events_that_knew_nothing_of_each_other_are_decided_the_same_way_everywhere()
    {
        JournalEvent one = Event(1, "a", ("x", "1"));
        JournalEvent two = Event(1, "b", ("x", "2"));
        foreach (JournalEvent[] order in new[] { new[] { one, two }, [two, one] })
            JournalState.Fold(order).Find("session", "1")?["x"]?.Number.ShouldBe(2);
        // Two lines that claim to be one event.
        JournalEvent forged = one with
        {
            Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "3" },
            Check = "f",
        };
        foreach (JournalEvent[] order in new[] { new[] { one, forged }, [forged, one] })
            JournalState.Fold(order).Find("session", "1")?["x"]?.Number.ShouldBe(3);
    }

    [Theory]
    [InlineData(1000, 0, 2000, 2000, 0)]
    [InlineData(1000, 5, 1000, 1000, 6)]
    [InlineData(1000, int.MaxValue, 10, 1001, 0)]
    public void The_next_time_is_after_the_last_one_and_not_before_the_clock(long last, int counter, long now, long ms, int n) =>
        new JournalTime(last, counter).Next(DateTimeOffset.FromUnixTimeMilliseconds(now)).ShouldBe(new JournalTime(ms, n));

    private static Gen<JournalEvent[]> Events() =>
        (
            from time in Gen.Choose(1, 6)
            from counter in Gen.Choose(0, 1)
            from device in Gen.Elements("a", "b", "c")
            from id in Gen.Choose(0, 400)
            from entity in Gen.Elements("1", "2")
            from field in Gen.Elements("x", "y")
            from value in Gen.Choose(0, 9)
            select new JournalEvent
            {
                Id = $"{id}",
                Device = device,
                Time = new JournalTime(time, counter),
                At = DateTimeOffset.UnixEpoch,
                User = "u",
                Type = "session",
                Entity = entity,
                Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = $"{value}" },
                Check = $"{entity}{field}{value}",
            }
        ).ArrayOf();

    private static JournalEvent Event(long time, string device, params (string Name, string Json)[] fields) =>
        new()
        {
            Id = $"{time}{device}",
            Device = device,
            Time = new JournalTime(time, 0),
            At = DateTimeOffset.UnixEpoch,
            User = "u",
            Type = "session",
            Entity = "1",
            Fields = fields.ToDictionary(f => f.Name, f => f.Json, StringComparer.Ordinal),
        };

    private static string Spell(JournalState state) =>
        string.Join(
            '\n',
            state.Entities.SelectMany(entity => entity.Fields.Select(field => $"{entity.Id}.{field.Key}={field.Value.Json}"))
        );
}
