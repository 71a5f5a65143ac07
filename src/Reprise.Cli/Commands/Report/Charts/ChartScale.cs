namespace Reprise.Cli.Commands.Report.Charts;

/// <summary>Finds the numbers beside a chart: a few round ones, from zero to at least the largest value.</summary>
internal static class ChartScale
{
    private const int Steps = 4;

    /// <summary>Returns the distance between two numbers; 1 when there is nothing to show.</summary>
    public static double StepFor(double largest)
    {
        if (largest <= 0 || !double.IsFinite(largest))
            return 1;
        double rough = largest / Steps;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double lead = rough / power;
        return power
            * (
                lead <= 1 ? 1
                : lead <= 2 ? 2
                : lead <= 5 ? 5
                : 10
            );
    }

    /// <summary>Returns the numbers beside a chart, zero included.</summary>
    public static IEnumerable<double> Marks(double largest)
    {
        double step = StepFor(largest);
        for (int i = 0; i < 2 || (i - 1) * step < largest; i++)
            yield return i * step;
    }
}
