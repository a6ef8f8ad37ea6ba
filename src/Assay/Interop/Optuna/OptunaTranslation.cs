using System.Text.Json;
using Assay.Tracking;
using Assay.Tracking.Results;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Interop.Optuna;

/// <summary>Makes a study of ours from one of Optuna's.</summary>
internal static class OptunaTranslation
{
    /// <summary>Key of the attribute in which our exports keep a space with its conditions and constraints, which Optuna's distributions cannot say.</summary>
    public const string SpaceKey = "assay:space";

    /// <summary>Key of the attribute in which our exports keep the metric's name.</summary>
    public const string MetricKey = "assay:metric";

    private const int LongestAttribute = 10_000;

    /// <summary>Translates.</summary>
    /// <param name="study">What the file says.</param>
    /// <param name="source">The file.</param>
    /// <param name="isExact">Whether times are exact; else they were of the writer's zone, which nobody noted.</param>
    public static StudyFolderContent Of(OptunaStudy study, string source, bool isExact)
    {
        var problems = new List<string>();
        var distributions = new Dictionary<string, Distribution>(StringComparer.Ordinal);
        var trials = study.Trials.OrderBy(trial => trial.Number).Select(trial => Of(trial, study, source, distributions)).ToList();
        if (trials.GroupBy(trial => trial.Number).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{source}: the study '{study.Name}' has the trial number {twice.Key} twice."));
        if (!isExact && study.Trials.Exists(trial => trial.Started is not null))
            problems.Add($"{source}: times were written without a zone, as Optuna did before version 5; they are taken for this machine's");
        var names = MetricNames(study);
        List<Direction> directions = study.Directions.Count == 0 ? [Direction.Minimize] : [.. study.Directions.Select(direction => direction == "MAXIMIZE" ? Direction.Maximize : Direction.Minimize)];
        return new StudyFolderContent(
            new Study(study.Name)
            {
                Direction = directions[0],
                Metric = names[0],
                FurtherObjectives = [.. directions.Select((direction, index) => new Objective(index < names.Count ? names[index] : string.Create(CultureInfo.InvariantCulture, $"{names[0]}/{index + 1}"), direction)).Skip(1)],
                Space = Space(study, trials, distributions),
                Trials = trials,
                Source = source,
                Created = study.Trials.Select(trial => trial.Started).Where(time => time is not null).DefaultIfEmpty(null).Min(),
            },
            "",
            problems)
        {
            Reports = study.Trials.Where(trial => trial.Reports.Count > 0).DistinctBy(trial => trial.Number).ToDictionary(trial => trial.Number, trial => (IReadOnlyList<(long, double)>)[.. trial.Reports.Select(report => (report.Key, report.Value))]),
            Times = study.Trials.DistinctBy(trial => trial.Number).ToDictionary(trial => trial.Number, trial => (trial.Started, trial.Ended)),
        };
    }

    private static Trial Of(OptunaTrial trial, OptunaStudy study, string source, Dictionary<string, Distribution> distributions)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{source}: trial {trial.Number} of '{study.Name}'");
        var state = trial.State switch
        {
            "COMPLETE" => TrialState.Completed,
            "PRUNED" => TrialState.Pruned,
            "FAIL" => TrialState.Failed,
            "RUNNING" => TrialState.Running,
            "WAITING" => TrialState.Waiting,
            _ => throw new AssayException($"{place} has the state '{trial.State}', expected COMPLETE, PRUNED, FAIL, RUNNING or WAITING."),
        };
        var suggested = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var (name, (inner, json)) in trial.Params)
        {
            if (!distributions.TryGetValue(json, out var distribution))
                distributions.Add(json, distribution = OptunaDistribution.Read(json, place));
            suggested[name] = OptunaDistribution.ToValue(distribution, inner)
                ?? throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{place} has {name} = {inner:R}, which is no index of its {(distribution as CategoricalDistribution)?.Choices.Count ?? 0} choices."));
        }

        var metrics = new Dictionary<string, MetricValue>(StringComparer.Ordinal);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var violations = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (key, json) in trial.UserAttributes)
            Keep(key, json, metrics, attributes);
        foreach (var (key, json) in trial.SystemAttributes)
        {
            if (key.StartsWith("constraints", StringComparison.Ordinal))
                Constraints(key, json, violations);
            else if (key is not "fixed_params" and not "assay:number" and not "assay:why" && !key.StartsWith("tpe:", StringComparison.Ordinal))
                Keep("optuna:" + key, json, [], attributes);
        }

        if (trial.Heartbeat is { } heartbeat)
            attributes["optuna:heartbeat"] = heartbeat.ToString("O", CultureInfo.InvariantCulture);
        List<MetricValue> values = [.. Enumerable.Range(0, study.Directions.Count == 0 ? 1 : study.Directions.Count).Select(index => trial.Values.TryGetValue(index, out var value) ? value : MetricValue.Undefined("the file has no value"))];
        if (trial.Values.Count == 0)
            values = state == TrialState.Completed ? values : state == TrialState.Pruned && trial.Reports.Count > 0 ? [trial.Reports.Last().Value] : [];
        return new Trial(trial.Number, state)
        {
            Value = values.Count > 0 ? values[0] : null,
            FurtherValues = [.. values.Skip(1)],
            Violations = violations,
            Suggested = suggested,
            Forced = state == TrialState.Waiting && trial.SystemAttributes.TryGetValue("fixed_params", out var fixedParams) ? Fixed(fixedParams) : new Dictionary<string, ParameterValue>(),
            Metrics = metrics,
            Attributes = attributes,
            Duration = trial is { Started: { } started, Ended: { } ended } && ended >= started ? ended - started : null,
            Why = trial.SystemAttributes.TryGetValue("assay:why", out var why) || trial.SystemAttributes.TryGetValue("fail_reason", out why) ? Text(why) : null,
        };
    }

    private static void Keep(string key, string json, Dictionary<string, MetricValue> metrics, Dictionary<string, string> attributes)
    {
        if (json.Length > LongestAttribute)
            return;
        if (Element(json) is not { } value)
            attributes[key] = json;
        else if (value.ValueKind != JsonValueKind.Null && JsonPlace.Number(value) is { } number && !key.StartsWith("optuna:", StringComparison.Ordinal))
            metrics[key] = number;
        else if (value.ValueKind != JsonValueKind.Null)
            attributes[key] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    // A list under "constraints" until version 4, a value a name since.
    private static void Constraints(string key, string json, Dictionary<string, double> violations)
    {
        if (Element(json) is not { } value)
            return;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (one, index) in value.EnumerateArray().Select((one, index) => (one, index)))
                violations[index.ToString(CultureInfo.InvariantCulture)] = JsonPlace.Number(one)?.Number ?? double.NaN;
        }
        else if (key.Contains(':', StringComparison.Ordinal) && JsonPlace.Number(value) is { } number)
        {
            violations[key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]] = number.Number;
        }
    }

    private static Dictionary<string, ParameterValue> Fixed(string json) => Element(json) is { ValueKind: JsonValueKind.Object } values ? TrialsJson.Values(values) : [];

    // Of our exports, else as Optuna's user named them, else none.
    private static List<string> MetricNames(OptunaStudy study)
    {
        foreach (var json in new[] { study.UserAttributes.GetValueOrDefault(MetricKey), study.SystemAttributes.GetValueOrDefault("study:metric_names") }.OfType<string>())
        {
            if (Element(json) is { ValueKind: JsonValueKind.Array } names && names.GetArrayLength() > 0 && names.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && name.GetString()!.Length > 0))
                return [.. names.EnumerateArray().Select(name => name.GetString()!)];
        }

        return ["objective"];
    }

    private static ParameterSpace Space(OptunaStudy study, List<Trial> trials, Dictionary<string, Distribution> distributions)
    {
        if (study.UserAttributes.TryGetValue(SpaceKey, out var kept) && Text(kept) is { } json)
            return ParameterSpace.FromJson(json);
        var names = study.Trials.SelectMany(trial => trial.Params.Keys).Distinct(StringComparer.Ordinal);
        return new ParameterSpace([.. names.Select(name =>
        {
            // Ranges may change from trial to trial: what holds them all is the space.
            var own = study.Trials.Where(trial => trial.Params.ContainsKey(name)).Select(trial => trial.Params[name].Distribution).Distinct(StringComparer.Ordinal).Select(text => distributions[text]).ToList();
            return new Parameter(name, own.Aggregate((left, right) => Joined(left, right) ?? new CategoricalDistribution([.. trials.Where(trial => trial.Params.ContainsKey(name)).Select(trial => trial.Params[name]).Distinct()])));
        })]);
    }

    private static Distribution? Joined(Distribution left, Distribution right) => (left, right) switch
    {
        (FloatDistribution a, FloatDistribution b) => new FloatDistribution(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High), b.IsLog && Math.Min(a.Low, b.Low) > 0, a.Step == b.Step && a.Low == b.Low ? a.Step : null),
        (IntDistribution a, IntDistribution b) => new IntDistribution(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High), b.IsLog && Math.Min(a.Low, b.Low) > 0, a.Step == b.Step && (a.Low - b.Low) % a.Step == 0 ? a.Step : 1),
        (CategoricalDistribution a, CategoricalDistribution b) => new CategoricalDistribution([.. a.Choices.Concat(b.Choices).Distinct()]),
        _ => null,
    };

    private static string? Text(string json) => Element(json) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Element(string json)
    {
        try
        {
            using var document = TolerantJson.Parse(Encoding.UTF8.GetBytes(json), "an attribute");
            return document.RootElement.Clone();
        }
        catch (ResultRefusedException)
        {
            return null;
        }
    }
}
