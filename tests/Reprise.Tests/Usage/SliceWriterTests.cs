using FsCheck;
using FsCheck.Fluent;
using Reprise.Protocol;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class SliceWriterTests
{
    [Fact]
    public void Any_slices_come_back_as_they_were() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(Slices().ArrayOf().ToArbitrary(), slices => Read(SliceWriter.Pack(slices)).ToHashSet().SetEquals(slices))
        );

    [Fact]
    public void The_same_slices_in_another_order_give_the_same_bytes() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Slices().ArrayOf().ToArbitrary(),
                slices =>
                {
                    UsageSlice[] distinct = [.. slices.DistinctBy(s => (s.Label, s.Slot, s.Thread, s.Band, s.OwnCostKind))];
                    return SliceWriter.Pack(distinct).SequenceEqual(SliceWriter.Pack(distinct.Reverse()));
                }
            )
        );

    [Fact]
    public void Bytes_that_are_no_slices_end_the_reading_without_an_error() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(
                Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(),
                noise =>
                {
                    byte[] packed = [SliceWriter.Format, .. noise];
                    return Read(packed).Count <= packed.Length;
                }
            )
        );

    [Fact]
    public void Labels_of_different_sessions_are_the_same_object()
    {
        var labels = new UsageLabels();
        byte[] packed = SliceWriter.Pack([new UsageSlice { Label = new UsageLabel("m", "p", ""), Slot = 7 }]);

        UsageLabel Label()
        {
            var reader = new SliceReader(packed, labels);
            reader.MoveNext().ShouldBeTrue();
            return reader.Current.Label;
        }

        Label().ShouldBeSameAs(Label());
    }

    private static List<UsageSlice> Read(byte[] packed)
    {
        var reader = new SliceReader(packed, new UsageLabels());
        List<UsageSlice> slices = [];
        while (reader.MoveNext())
            slices.Add(reader.Current);
        return slices;
    }

    private static Gen<UsageSlice> Slices() =>
        from model in Gen.Elements("claude-opus-5-5", "gpt-6-sol", "", "modèle")
        from tier in Gen.Elements("", "fast")
        from slot in Gen.OneOf(Gen.Constant(UsageSlice.NoSlot), Gen.Choose(-2_000_000, 4_000_000))
        from numbers in Gen.Choose(0, int.MaxValue).ArrayOf(10)
        from small in Gen.Choose(0, 7)
        from thread in Gen.Elements(Enum.GetValues<UsageThread>())
        from own in Gen.Elements(Enum.GetValues<OwnCostKind>())
        let start = slot == UsageSlice.NoSlot ? 0 : UsageSlice.StartOf(slot)
        select new UsageSlice
        {
            Label = new UsageLabel(model, model.Length == 0 ? "" : "provider", tier),
            Slot = slot,
            Thread = thread,
            Band = small,
            OwnCostKind = own,
            First = start + numbers[0] % 1000,
            Last = start + numbers[0] % 1000 + numbers[1] % 1000,
            Responses = numbers[2],
            Doubtful = small,
            Tokens = new TokenUsage(numbers[3], numbers[4], numbers[5] * 1000L, numbers[6], numbers[7], numbers[8]),
            WebSearches = small,
            OwnCost = numbers[9] * 1_000_000L,
        };
}
