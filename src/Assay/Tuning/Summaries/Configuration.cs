namespace Assay.Tuning.Summaries;

/// <summary>What trials tried, as a text that is equal exactly when they tried the same.</summary>
internal static class Configuration
{
    /// <summary>The configuration of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="except">A parameter that is left out; null for none.</param>
    public static string Of(Trial trial, string? except = null) =>
        string.Join('\u001f', trial.Params.Where(value => value.Key != except).OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value.Json}"));

    /// <summary>The counted trials that tried anything, by what they tried.</summary>
    public static List<IGrouping<string, Trial>> Groups(Study study) => [.. study.Counted.Where(trial => trial.Params.Count > 0).GroupBy(trial => Of(trial), StringComparer.Ordinal)];

    /// <summary>A value of the objective for messages.</summary>
    public static string Text(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}
