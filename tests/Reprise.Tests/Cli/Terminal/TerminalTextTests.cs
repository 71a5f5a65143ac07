using FsCheck;
using FsCheck.Fluent;
using Reprise.Cli.Terminal;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Terminal;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text ~!", "plain text ~!")]
    [InlineData("a\u001b[31mred\u001b[0m", "ared")]
    [InlineData("\u001b]0;owned\u0007title", "title")]
    [InlineData("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u009b2Jx", "x")]
    [InlineData("\u001bP1;2q payload \u001b\\x", "x")]
    [InlineData("a\u001bcb", "ab")]
    [InlineData("a\u001b(0b", "ab")]
    [InlineData("end\u001b", "end")]
    [InlineData("end\u001b[", "end")]
    [InlineData("a\u0007\b\0\u007f\u0085b", "ab")]
    [InlineData("a\r\nb\tc", "a b c")]
    [InlineData("abc\u202edcba\u2066x\u200b\ufeff", "abcdcbax")]
    [InlineData("grüße 日本 👩\u200d👩\u200d👧", "grüße 日本 👩\u200d👩\u200d👧")]
    public void Line_keeps_text_and_drops_what_acts(string text, string expected) => SafeText.Line(text).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() => SafeText.Line("\ud800x").ShouldBe("\ufffdx");

    [Fact]
    public void Block_keeps_lines_and_drops_carriage_returns() => SafeText.Block("a\r\n\tb\u001b[1m\n").ShouldBe("a\n    b\n");

    [Fact]
    public void A_control_string_without_end_hides_no_text() =>
        SafeText.Line("\u001b]0;never ends, important").ShouldBe("0;never ends, important");

    [Fact]
    public void No_text_leaves_a_control_character()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(text => SafeText.Line(text ?? "").All(c => !char.IsControl(c))));
    }
}

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("日本", 4)]
    [InlineData("한글", 4)]
    [InlineData("ｆｕ", 4)]
    [InlineData("😀", 2)]
    [InlineData("❤\ufe0f", 2)]
    [InlineData("👩\u200d👩\u200d👧", 2)]
    [InlineData("🇩🇪", 2)]
    public void Width_counts_columns(string text, int columns) => TextWidth.Of(text).ShouldBe(columns);

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abc def", 5, "abc…")]
    [InlineData("日本語テキスト", 6, "日本…")]
    [InlineData("日本語テキスト", 7, "日本語…")]
    [InlineData("e\u0301e\u0301e\u0301", 2, "e\u0301…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    public void Cut_never_exceeds_the_columns_and_never_splits_a_character(string text, int columns, string expected)
    {
        string cut = TextWidth.Cut(text, columns);
        cut.ShouldBe(expected);
        TextWidth.Of(cut).ShouldBeLessThanOrEqualTo(columns);
    }
}

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KB")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(1048575, "1.0 MB")]
    [InlineData(5L * 1024 * 1024 * 1024, "5.0 GB")]
    [InlineData(-2048, "-2.0 KB")]
    [InlineData(long.MaxValue, "8.0 EB")]
    [InlineData(long.MinValue, "-8.0 EB")]
    public void Sizes_have_one_decimal_in_steps_of_1024(long bytes, string expected) => ByteSize.Of(bytes).ShouldBe(expected);

    [Theory]
    [InlineData(1, "1 session")]
    [InlineData(0, "0 sessions")]
    [InlineData(12345, "12,345 sessions")]
    public void Counts_agree_with_their_noun(long count, string expected) => Count.Of(count, "session").ShouldBe(expected);
}

public sealed class RelativeTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("t", TimeSpan.FromHours(2), "t", "t");

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(3 * 60, "3 minutes ago")]
    [InlineData(3599, "59 minutes ago")]
    [InlineData(3600, "1 hour ago")]
    [InlineData(2 * 86400, "2 days ago")]
    [InlineData(14 * 86400, "2026-06-01")]
    [InlineData(-60, "just now")]
    [InlineData(-86400, "2026-06-16")]
    public void Near_times_are_relative_and_far_ones_are_dates(int secondsAgo, string expected) =>
        RelativeTime.Of(Now.AddSeconds(-secondsAgo), Now, Zone).ShouldBe(expected);

    [Fact]
    public void Dates_are_local() =>
        RelativeTime.Of(new DateTimeOffset(2026, 1, 31, 23, 0, 0, TimeSpan.Zero), Now, Zone).ShouldBe("2026-02-01");

    [Theory]
    [InlineData(340, "340 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(4200, "4.2 s")]
    [InlineData(9960, "10 s")]
    [InlineData(59960, "1 min 0 s")]
    [InlineData(200_000, "3 min 20 s")]
    [InlineData(7_500_000, "2 h 5 min")]
    [InlineData(273_600_000, "3 d 4 h")]
    public void Lengths_use_two_units(double milliseconds, string expected) =>
        RelativeTime.Length(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(expected);
}
