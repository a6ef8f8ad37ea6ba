namespace Assay.Learning.Training;

/// <summary>Writes a line for each epoch: its number, each metric, the time it took. A metric that is undefined says so.</summary>
/// <param name="writer">Where to, e.g. <c>Console.Out</c>; not disposed.</param>
public sealed class TextProgress(TextWriter writer) : ITrainingObserver
{
    // Between these, four decimals show what changes; beyond, four digits.
    private const double Smallest = 0.001;
    private const double Largest = 100_000;

    /// <inheritdoc />
    public void EpochEnded(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var metrics = string.Join("  ", report.Metrics.Select(metric => $"{metric.Key} {Text(metric.Value)}"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {report.Epoch,2}  {metrics}  {report.Seconds:F2} s"));
    }

    private static string Text(double? value) => value switch
    {
        null => "undefined",
        0 or (>= Smallest and < Largest) or (> -Largest and <= -Smallest) => value.Value.ToString("F4", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("G4", CultureInfo.InvariantCulture),
    };
}
