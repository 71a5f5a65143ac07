using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reading;

public sealed class ChangeMarkTests
{
    [Fact]
    public void Every_number_its_place_and_its_sign_count()
    {
        long[][] lists =
        [
            [],
            [0],
            [0, 0],
            [1],
            [-1],
            [1, 2],
            [2, 1],
            [1, 2, 0],
            [long.MaxValue],
            [long.MinValue],
        ];
        lists.Select(Of).Distinct().Count().ShouldBe(lists.Length);
        Of([1, 2]).ShouldBe(Of([1, 2]));
    }

    [Fact]
    public void The_mark_is_the_same_for_ever_because_it_stands_in_manifests()
    {
        var mark = new ChangeMark();
        mark.Add(1_770_000_000_000);
        mark.Add("ses_1");
        mark.Value.ShouldBe(5587875113229656725);
    }

    private static long Of(long[] numbers)
    {
        var mark = new ChangeMark();
        foreach (long number in numbers)
            mark.Add(number);
        return mark.Value;
    }
}
