using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class PromptBandTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(100_000, 0)]
    [InlineData(100_001, 1)]
    [InlineData(200_000, 2)]
    [InlineData(200_001, 3)]
    [InlineData(272_000, 4)]
    [InlineData(272_001, 5)]
    [InlineData(1_000_000, 6)]
    [InlineData(1_000_001, 7)]
    [InlineData(long.MaxValue, 7)]
    public void A_bound_belongs_to_the_band_below_it(long tokens, int band) => PromptBand.Of(tokens).ShouldBe(band);

    [Fact]
    public void The_size_of_a_band_lies_in_it()
    {
        PromptBand.Count.ShouldBe(8);
        for (int band = 0; band < PromptBand.Count; band++)
            PromptBand.Of(PromptBand.SizeOf(band)).ShouldBe(band);
    }
}
