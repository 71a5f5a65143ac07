namespace Reprise.Cli.Commands.Report.Charts;

/// <summary>A part of each bar, with the same colour in all of them.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Values">Its value in each bar.</param>
internal sealed record ChartSeries(string Name, double[] Values);

/// <summary>A bar that stands alone.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Value">How long it is.</param>
/// <param name="Text">Its value as people read it.</param>
internal sealed record ChartBar(string Name, double Value, string Text);
