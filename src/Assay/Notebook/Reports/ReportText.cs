using Assay.Tracking;

namespace Assay.Notebook.Reports;

/// <summary>Short texts of records as reports write them; times are UTC.</summary>
internal static class ReportText
{
    /// <summary>A time to the minute.</summary>
    /// <param name="time">UTC; null for none.</param>
    /// <returns>E.g. <c>2026-03-01 12:30</c>.</returns>
    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What people call a run: its planned id with the seed, else its title, else its name.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The name.</returns>
    public static string Name(Run run) => run.Place switch
    {
        { Experiment: { } id, Seed: { } seed } => string.Create(CultureInfo.InvariantCulture, $"{id}/{seed}"),
        { Experiment: { } id } => id,
        _ => run.Title ?? run.Name,
    };

    /// <summary>A run's status, or the word that matters more.</summary>
    /// <param name="run">The run.</param>
    /// <returns>One or a few words.</returns>
    public static string Status(Run run) => run switch
    {
        { SupersededBy: { } successor } => $"superseded by {successor.Tail}",
        { SupersededWhy: not null } => "superseded",
        { Caveat: not null } => run.Status.Name() + ", with a caveat",
        _ => run.Status.Name(),
    };

    /// <summary>The exact command of a run.</summary>
    /// <param name="details">Its details.</param>
    /// <returns>The command; null when it has none.</returns>
    public static string? Command(RunDetails details) => details.Command ?? (details.Arguments is { } words ? string.Join(' ', words) : null);

    /// <summary>The last value of a metric; what is undefined is said.</summary>
    /// <param name="metric">The metric; null for none.</param>
    /// <returns>A number, "undefined", or nothing.</returns>
    public static string Value(MetricSummary? metric) => metric switch
    {
        null => "",
        { Last.NumberOrNull: { } number } => Markdown.Number(number),
        { Last.Kind: MetricKind.NaN } => "NaN",
        _ => "undefined",
    };
}
