using Reprise.Cli.Terminal;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Usage;

/// <summary>Draws bars over time, stacked by model, each with its value above; times without usage have their place.</summary>
internal sealed class UsageChart(Screen screen, UsageQuery query, DateTimeOffset now, bool showsTokens)
{
    private const int Height = 12;
    private const int MaxWidth = 200;
    private const int MaxModels = 6;
    private const int Gap = 1;
    private const int LongestBar = 60;
    private const int PartsOfCell = 8;

    private static readonly Style[] _colors =
    [
        Style.Blue,
        Style.Green,
        Style.Yellow,
        Style.Cyan,
        Style.Red,
        Style.Plain,
        Style.Dim,
    ];

    // Without colour the models differ in their pattern.
    private static readonly char[] _patterns = ['█', '▓', '▒', '░', '#', '+', '.'];

    public void Write(TextWriter writer, UsageReport report)
    {
        bool isTokens = showsTokens || report.Total.Cost is not { IsZero: false };
        string[] models = ModelsOf(report, isTokens);
        if (models.Length == 0)
            return;
        Bar[] bars = BarsOf(report, models, isTokens);
        int width = Math.Max(bars.Max(bar => Math.Max(bar.Label.Length, bar.Value.Length)), 4);
        int room = Math.Max(1, (Math.Min(screen.Width, MaxWidth) + Gap) / (width + Gap));
        double highest = bars.Max(bar => bar.Parts.Sum());
        writer.WriteLine(screen.Paint(Style.Bold, Title(report, isTokens)));
        writer.WriteLine();
        if (bars.Length <= room)
            WriteUpright(writer, bars, width, highest);
        else
            WriteLying(writer, bars, highest);
        writer.WriteLine();
        for (int i = 0; i < models.Length; i++)
            writer.WriteLine(
                $"  {screen.Paint(_colors[i], $"{Pattern(i)}{Pattern(i)}")} {SafeText.Line(models[i])}  {screen.Paint(Style.Dim, SumOf(report, models, i, isTokens))}"
            );
    }

    private void WriteUpright(TextWriter writer, Bar[] bars, int width, double highest)
    {
        int[] heights = [.. bars.Select(bar => HeightOf(bar, highest))];
        for (int line = Height; line >= 0; line--)
            WriteLine(writer, bars.Select((bar, i) => CellOf(bar, heights[i], line, width, highest)));
        WriteLine(writer, bars.Select(bar => screen.Paint(Style.Dim, Center(bar.Label, width))));
    }

    /// <summary>Draws more bars than there is room for side by side: each in a line of its own.</summary>
    private void WriteLying(TextWriter writer, Bar[] bars, double highest)
    {
        int label = bars.Max(bar => bar.Key.Length);
        int value = bars.Max(bar => bar.Value.Length);
        int longest = Math.Clamp(Math.Min(screen.Width, MaxWidth) - label - value - 4, 10, LongestBar);
        foreach (Bar bar in bars)
        {
            string text = $"{screen.Paint(Style.Dim, bar.Key.PadRight(label))}  {bar.Value.PadLeft(value)}  ";
            double sum = 0;
            int drawn = 0;
            for (int part = 0; part < bar.Parts.Length; part++)
            {
                sum += bar.Parts[part];
                int end = highest <= 0 ? 0 : (int)Math.Round(sum / highest * longest);
                text += screen.Paint(_colors[part], new string(Pattern(part), end - drawn));
                drawn = end;
            }
            writer.WriteLine(text.TrimEnd());
        }
    }

    private string Title(UsageReport report, bool isTokens) =>
        isTokens
            ? $"{Count.Of(report.Total.Tokens.Total)} tokens by {query.By.ToString().ToLowerInvariant()}"
            : $"{MoneyText.Of(report.Total.Cost, report.Total.Unpriced.Count > 0)} by {query.By.ToString().ToLowerInvariant()}";

    private static string[] ModelsOf(UsageReport report, bool isTokens)
    {
        string[] all =
        [
            .. report
                .Rows.SelectMany(row => row.Models ?? [])
                .GroupBy(model => model.Key, StringComparer.Ordinal)
                .OrderByDescending(group => group.Sum(model => ValueOf(model, isTokens)))
                .Select(group => ModelText.Of(group.Key)),
        ];
        return all.Length <= MaxModels + 1 ? all : [.. all.Take(MaxModels), "others"];
    }

    private Bar[] BarsOf(UsageReport report, string[] models, bool isTokens)
    {
        var rows = report.Rows.Where(row => row.Key.Length > 0).ToDictionary(row => row.Key, StringComparer.Ordinal);
        return
        [
            .. UsageTimes.Between(query, report, now).Select(key => BarOf(key, rows.GetValueOrDefault(key), models, isTokens)),
        ];
    }

    private Bar BarOf(string key, UsageRow? row, string[] models, bool isTokens)
    {
        double[] parts = new double[models.Length];
        foreach (UsageRow model in row?.Models ?? [])
        {
            int place = Array.IndexOf(models, ModelText.Of(model.Key));
            parts[place < 0 ? models.Length - 1 : place] += ValueOf(model, isTokens);
        }
        string value =
            row is null ? ""
            : isTokens ? MoneyText.Short(row.Tokens.Total)
            : row.Cost is { } cost ? MoneyText.Short(cost)
            : "?";
        return new Bar(query.By == UsageBy.Hour ? $"{key[..10]} {key[11..16]}" : key, LabelOf(key), value, parts);
    }

    private string LabelOf(string key) =>
        query.By switch
        {
            UsageBy.Hour => key[11..13] is "00" ? key[5..10] : key[11..13],
            UsageBy.Month => key,
            _ => key[5..10],
        };

    private static int HeightOf(Bar bar, double highest) =>
        highest <= 0 ? 0 : (int)Math.Ceiling(bar.Parts.Sum() / highest * Height * PartsOfCell);

    /// <summary>What stands in one line of one bar: a part of it, its value on top of it, or nothing.</summary>
    private string CellOf(Bar bar, int height, int line, int width, double highest)
    {
        int top = (height + PartsOfCell - 1) / PartsOfCell;
        if (line == top)
            return screen.Paint(Style.Bold, Center(bar.Value, width));
        if (line > top)
            return new string(' ', width);
        double middle = (line + 0.5) / Height * highest;
        int part = 0;
        for (double sum = 0; part < bar.Parts.Length - 1 && (sum += bar.Parts[part]) < middle; part++) { }
        while (part > 0 && bar.Parts[part] <= 0)
            part--;
        int filled = Math.Min(PartsOfCell, height - line * PartsOfCell);
        char block = screen.HasColor && filled < PartsOfCell ? (char)('▁' + filled - 1) : Pattern(part);
        return screen.Paint(_colors[part], new string(block, width));
    }

    private char Pattern(int model) => screen.HasColor ? _patterns[0] : _patterns[model];

    private static void WriteLine(TextWriter writer, IEnumerable<string> cells) =>
        writer.WriteLine(string.Join(new string(' ', Gap), cells).TrimEnd());

    private static string Center(string text, int width) => text.PadLeft((width + text.Length) / 2).PadRight(width);

    private static string SumOf(UsageReport report, string[] models, int model, bool isTokens)
    {
        double sum = report
            .Rows.SelectMany(row => row.Models ?? [])
            .Where(row => Place(row) == model)
            .Sum(row => ValueOf(row, isTokens));
        return isTokens ? MoneyText.Short(sum) : MoneyText.Short(Reprise.Usage.Money.FromUsd((decimal)sum));

        int Place(UsageRow row) => Array.IndexOf(models, ModelText.Of(row.Key)) is var place and >= 0 ? place : models.Length - 1;
    }

    private static double ValueOf(UsageRow row, bool isTokens) => isTokens ? row.Tokens.Total : (double)(row.Cost ?? default).Usd;

    private sealed record Bar(string Key, string Label, string Value, double[] Parts);
}
