using FsCheck;
using FsCheck.Fluent;
using Reprise.Masking.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class JsonStringTests
{
    [Fact]
    public void The_end_of_a_string_is_the_first_quote_without_an_escape()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var random = new Random(seed);
                    byte[] text = Text(random);
                    int from = random.Next(text.Length);
                    int limit = random.Next(from, text.Length + 1);
                    JsonString.End(text, from, limit).ShouldBe(End(text, from, limit));
                }
            )
        );
    }

    [Fact]
    public void Long_runs_of_backslashes_over_the_borders_of_blocks_are_counted()
    {
        for (int before = 0; before < 70; before++)
        {
            for (int run = 0; run < 140; run++)
            {
                byte[] text = [.. new byte[before], .. Enumerable.Repeat((byte)'\\', run), (byte)'"', .. new byte[80], (byte)'"'];
                JsonString.End(text, 0, text.Length).ShouldBe(run % 2 == 0 ? before + run : text.Length - 1);
            }
        }
    }

    [Fact]
    public void A_position_behind_a_backslash_is_left_to_it()
    {
        JsonString.Next(@"ab\\\n"u8, 0, 5).ShouldBe(6);
        JsonString.Next(@"ab\\\n"u8, 0, 4).ShouldBe(4);
        JsonString.Next(@"\\\\"u8, 0, 3).ShouldBe(4);
        JsonString.Next("abc"u8, 1, 3).ShouldBe(3);
    }

    // Few backslashes in some texts, many in others.
    private static byte[] Text(Random random)
    {
        byte[] text = new byte[random.Next(1, 400)];
        int backslashes = random.Next(2, 30);
        int quotes = random.Next(2, 60);
        for (int i = 0; i < text.Length; i++)
        {
            text[i] =
                random.Next(backslashes) == 0 ? (byte)'\\'
                : random.Next(quotes) == 0 ? (byte)'"'
                : (byte)random.Next(256);
        }
        return text;
    }

    private static int End(byte[] text, int from, int limit)
    {
        for (int p = from; p < limit; p++)
        {
            if (text[p] == '"')
                return p;
            if (text[p] == '\\')
                p++;
        }
        return -1;
    }
}
