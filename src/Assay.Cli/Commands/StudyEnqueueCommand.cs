using Assay.Studies;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary><c>assay study enqueue</c>: puts configurations in line to be evaluated next.</summary>
internal static class StudyEnqueueCommand
{
    private const int Most = 1000;

    public static Verb Create()
    {
        var verb = new Verb("enqueue", "put configurations in line")
        {
            Details = "Parameters that are not set are the sampler's, or with --around those of the trials named. Configurations that were tried already are left out, and said.",
            Examples =
            [
                new("study enqueue mlp --set lr=0.001 --set layers=3", "one configuration, the sampler gives the rest"),
                new("study enqueue mlp --around best:5 --set dropout=0.05,0.15", "the five best, with both values"),
                new("study enqueue mlp --gaps", "neighbors of the best that nobody tried"),
            ],
        };
        var name = verb.Takes(Opt.One("study", "its name or id"));
        var sets = verb.Has(Opt.Texts("--set", "name=value,…", "a parameter's value, or several to try each"));
        var around = verb.Has(Opt.Text("--around", "trials", "whose other parameters: best, best:5, or a trial's number"));
        var gaps = verb.Has(Opt.Flag("--gaps", "the neighbors of the trials named that nobody tried (default: of the best)"));
        return verb.Does(async call =>
        {
            var set = Values.Pairs("--set", call.Get(sets) ?? []);
            if (set.Count == 0 && !call.Get(gaps))
                throw new AssayException("Say what is tried: --set lr=0.001, or --gaps.");
            if (set.Count > 0 && call.Get(gaps))
                throw new AssayException("--gaps finds its values itself; --set goes without it.");
            await using var store = await Store.OpenAsync(call.StoreFolder(), new StoreOptions { Create = false, Clock = call.Host.Clock }, call.Cancellation);
            await using var study = await store.OpenStudyAsync(call.Get(name)!, new StudySettings { Create = false }, call.Cancellation);
            var record = await study.ReadAsync(call.Cancellation);
            var centers = call.Get(around) is { } text ? Centers(record, text) : call.Get(gaps) ? Centers(record, "best") : [];
            var wished = call.Get(gaps) ? [.. centers.SelectMany(trial => Neighbors.Untested(record, trial))] : Combined(centers, set);
            var fresh = wished.Where(values => !record.Trials.Any(trial => IsSame(trial, values, whole: centers.Count > 0))).ToList();
            if (fresh.Count > Most)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"That would be {fresh.Count} trials; at most {Most} are enqueued at once. Name fewer values."));
            var numbers = await study.EnqueueAsync([.. fresh]);
            foreach (var (number, values) in numbers.Zip(fresh))
                call.Screen.Line(string.Create(CultureInfo.InvariantCulture, $"#{number}: {string.Join(", ", values.Select(value => $"{value.Key} {value.Value}"))}"));
            if (fresh.Count < wished.Count)
                call.Remark(string.Create(CultureInfo.InvariantCulture, $"{wished.Count - fresh.Count} of them were tried already, or wait."));
            return numbers.Count > 0 ? ExitCodes.Done : ExitCodes.Found;
        });
    }

    private static List<Trial> Centers(Study study, string text)
    {
        if (text == "best" || text.StartsWith("best:", StringComparison.Ordinal))
        {
            var count = text == "best" ? 1 : Values.Count("--around best:", text[5..], 1);
            var ranked = study.Counted.Where(trial => trial.IsFeasible).OrderBy(trial => study.Objectives[0].Loss(trial.Value!.Value.Number)).ThenBy(trial => trial.Number).Take(count).ToList();
            return ranked.Count > 0 ? ranked : throw new AssayException($"No trial of '{study.Name}' has completed with a value: there is no best.");
        }

        var number = Values.Count("--around", text, 0, least: 0);
        return study.Trials.FirstOrDefault(trial => trial.Number == number) is { } found ? [found] : throw new AssayException($"--around {text}: the study has no such trial.");
    }

    private static List<IReadOnlyDictionary<string, ParameterValue>> Combined(List<Trial> centers, IReadOnlyList<(string Key, string Value)> set)
    {
        List<Dictionary<string, ParameterValue>> all = [.. centers.Count == 0 ? [[]] : centers.Select(trial => new Dictionary<string, ParameterValue>(trial.Params, StringComparer.Ordinal))];
        foreach (var (key, value) in set)
        {
            var values = value.Split(',', StringSplitOptions.TrimEntries).Select(one => ParameterValue.OfJson(System.Text.Json.JsonDocument.Parse(Values.Json(one)).RootElement)).ToArray();
            all = [.. all.SelectMany(known => values.Select(one => new Dictionary<string, ParameterValue>(known, StringComparer.Ordinal) { [key] = one }))];
            if (all.Count > 100 * Most)
                throw new AssayException($"--set {key}: too many combinations.");
        }

        return [.. all];
    }

    private static bool IsSame(Trial trial, IReadOnlyDictionary<string, ParameterValue> values, bool whole) =>
        trial.State != TrialState.Failed && (!whole || trial.Params.Count == values.Count) && values.All(value => trial.Params.TryGetValue(value.Key, out var has) && has.Equals(value.Value)) && (whole || trial.Forced.Count == values.Count);
}
