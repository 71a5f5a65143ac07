using System.Globalization;
using System.Text;

namespace Reprise.Tests.Zstandard;

/// <summary>Contents that are made up the same way here and where the vectors were made.</summary>
internal static class ZstdContent
{
    /// <summary>Makes a content.</summary>
    /// <param name="kind">What it is like.</param>
    /// <param name="count">Its lines or bytes.</param>
    public static byte[] Of(string kind, int count) =>
        kind switch
        {
            "lines" => Lines(count),
            "lines twice" => [.. Lines(count), .. Lines(count)],
            "noise" => [.. Numbers(count, 1).Select(number => (byte)number)],
            "letters" => [.. Numbers(count, 7).Select(Letter)],
            "zeros" => new byte[count],
            _ =>
            [
                .. Lines(count),
                .. Of("noise", 500),
                .. Lines(count),
                .. new byte[300_000],
                .. Of("letters", 900),
                .. Lines(count / 2),
            ],
        };

    private static byte[] Lines(int count)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"line {i} of the list of pears, {i * 7919 % 1000} plums\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    // A few letters come often, many seldom.
    private static byte Letter(int number)
    {
        int letter = 0;
        for (; (number & 1) != 0 && letter < 14; number >>= 1)
            letter++;
        return (byte)('a' + letter);
    }

    private static IEnumerable<int> Numbers(int count, long seed)
    {
        for (int i = 0; i < count; i++)
        {
            seed = ((seed * 1103515245) + 12345) & 0x7fffffff;
            yield return (int)(seed >> 16);
        }
    }
}
