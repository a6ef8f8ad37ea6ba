using Assay.Tracking;
using Assay.Tuning;
using CsvHelper;
using CsvHelper.Configuration;

namespace Assay.Interop;

/// <summary>Writes a study as a table, a row a trial: number, state, objectives, seconds, then <c>params.…</c>, then <c>metrics.…</c>; what a trial has not is empty.</summary>
public static class StudyCsv
{
    /// <summary>Writes the study.</summary>
    /// <param name="study">The study.</param>
    /// <returns>The text, RFC 4180 with line feeds.</returns>
    public static string Write(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
        {
            var parameters = Names(study, trial => trial.Params.Keys, study.Space.Parameters.Select(parameter => parameter.Name));
            var metrics = Names(study, trial => trial.Metrics.Keys, []);
            string[] objectives = [.. study.Objectives.Select(objective => objective.Metric)];
            Row(csv, ["number", "state", .. objectives, "seconds", "forced", .. parameters.Select(name => "params." + name), .. metrics.Select(name => "metrics." + name)]);
            foreach (var trial in study.Trials)
            {
                var values = trial.Params;
                Row(csv,
                [
                    trial.Number.ToString(CultureInfo.InvariantCulture), trial.State.ToString().ToLowerInvariant(),
                    .. objectives.Select((_, index) => index < trial.Values.Count ? Text(trial.Values[index]) : ""),
                    trial.Duration?.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) ?? "", trial.IsForced ? "true" : "false",
                    .. parameters.Select(name => values.TryGetValue(name, out var value) ? value.Text : ""),
                    .. metrics.Select(name => trial.Metrics.TryGetValue(name, out var value) ? Text(value) : ""),
                ]);
            }
        }

        return text.ToString();
    }

    private static List<string> Names(Study study, Func<Trial, IEnumerable<string>> of, IEnumerable<string> first) => [.. first.Concat(study.Trials.SelectMany(of)).Distinct(StringComparer.Ordinal)];

    // An undefined value is an empty field, never a number.
    private static string Text(MetricValue value) => value.Kind == MetricKind.Undefined ? "" : value.ToString();

    private static void Row(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.NextRecord();
    }
}
