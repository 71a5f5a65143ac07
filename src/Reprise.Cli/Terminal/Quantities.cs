using System.Globalization;

namespace Reprise.Cli.Terminal;

/// <summary>Sizes as people read them: steps of 1024, one decimal.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(long bytes)
    {
        double size = Math.Abs((double)bytes);
        int unit = 0;
        // 1023.95 would be shown as 1024.0.
        while (size >= (unit == 0 ? 1024 : 1023.95) && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }
        string sign = bytes < 0 ? "-" : "";
        return sign + size.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}

/// <summary>Counts as people read them.</summary>
internal static class Count
{
    /// <summary>With thousands separators: <c>12,345</c>.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With its noun: <c>1 session</c>, <c>2 sessions</c>.</summary>
    public static string Of(long count, string one, string? many = null) =>
        $"{Of(count)} {(count == 1 ? one : many ?? one + "s")}";
}
