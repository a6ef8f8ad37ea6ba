using Assay.Tuning.Summaries;

namespace Assay.Tuning.Recommendations;

/// <summary>A configuration to go on with, as a file: its parameters, and in comments where they come from and what was rejected.</summary>
public static class FrozenConfiguration
{
    // More alternatives than that are a table, not a reason.
    private const int MostRejected = 5;

    /// <summary>Writes the configuration as YAML, which YAML 1.1 readers take for the same values.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial whose parameters are frozen.</param>
    /// <param name="why">Why it was chosen.</param>
    /// <param name="rejected">What else was there, the best first.</param>
    /// <param name="time">Now, UTC.</param>
    /// <returns>The text of the file.</returns>
    public static string Yaml(Study study, Trial trial, string why, IReadOnlyList<Candidate> rejected, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(rejected);
        var text = new StringBuilder();
        foreach (var line in Provenance(study, trial, why, rejected, time))
            text.Append("# ").Append(Plain(line)).Append('\n');
        foreach (var (name, value) in trial.Params)
            text.Append(Key(name)).Append(": ").Append(Scalar(value)).Append('\n');
        var derived = study.ReadySpace() is { } space ? space.DerivedOf(space.ToPoint(trial.Params)) : new Dictionary<string, string>();
        foreach (var (name, value) in derived.Where(value => !trial.Params.ContainsKey(value.Key)))
            text.Append(Key(name)).Append(": ").Append(value.Contains(',', StringComparison.Ordinal) && value.Split(',').All(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? $"[{value}]" : ParameterValue.Of(value).Json).Append('\n');
        return text.ToString();
    }

    /// <summary>The decision in words, for a note: what was frozen, why, and what was rejected.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial whose parameters are frozen.</param>
    /// <param name="why">Why it was chosen.</param>
    /// <param name="rejected">What else was there, the best first.</param>
    /// <param name="file">Where the configuration was written.</param>
    /// <returns>Markdown.</returns>
    public static string Decision(Study study, Trial trial, string why, IReadOnlyList<Candidate> rejected, string file)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(rejected);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Froze trial #{trial.Number} of study {study.Name} ({study.Metric} {Value(trial)}) to {file}: {Params(trial)}.\n\nWhy: {why}");
        if (rejected.Count > 0)
        {
            text.Append("\n\nRejected:\n");
            foreach (var candidate in rejected.Take(MostRejected))
                text.Append(CultureInfo.InvariantCulture, $"- {Rejected(study, candidate)}\n");
            if (rejected.Count > MostRejected)
                text.Append(CultureInfo.InvariantCulture, $"- and {rejected.Count - MostRejected} more near the best\n");
        }

        return text.ToString().TrimEnd();
    }

    private static IEnumerable<string> Provenance(Study study, Trial trial, string why, IReadOnlyList<Candidate> rejected, DateTimeOffset time)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Frozen from study {study.Name}{(study.Id is { } id ? $" ({id})" : "")}, trial #{trial.Number}{(trial.Run is { } run ? $", run {run}" : "")}, on {time:yyyy-MM-dd HH:mm:ss} UTC.");
        if (study.Source is { } source)
            yield return $"Source: {source}";
        yield return string.Create(CultureInfo.InvariantCulture, $"{study.Metric} {Value(trial)}, of {study.Counted.Count()} completed trials.");
        yield return $"Why: {why}";
        foreach (var candidate in rejected.Take(MostRejected))
            yield return "Rejected: " + Rejected(study, candidate);
    }

    private static string Rejected(Study study, Candidate candidate) => string.Create(
        CultureInfo.InvariantCulture,
        $"trial #{candidate.Trial.Number}, {study.Metric} {Value(candidate.Trial)}{(candidate.Bound.ValueOrNull is { } bound ? $", bound {Configuration.Text(bound)}" : "")}: {Params(candidate.Trial)}");

    private static string Value(Trial trial) => trial.Value is { } value ? value.ToString() : "none";

    private static string Params(Trial trial) => string.Join(", ", trial.Params.Select(value => $"{value.Key} {value.Value}"));

    // A comment is one line.
    private static string Plain(string text) => string.Join(' ', text.Split(['\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string Key(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') && char.IsAsciiLetter(name[0]) && name.ToUpperInvariant() is not ("YES" or "NO" or "ON" or "OFF" or "TRUE" or "FALSE" or "NULL" or "Y" or "N") ? name : ParameterValue.Of(name).Json;

    // 1e-05 is a text to readers of YAML 1.1, 1.0e-05 a number to all.
    private static string Scalar(ParameterValue value) => value.Number is null || !value.Text.Contains('e', StringComparison.Ordinal) || value.Text.Contains('.', StringComparison.Ordinal) ? value.Json : value.Text.Replace("e", ".0e", StringComparison.Ordinal);
}
