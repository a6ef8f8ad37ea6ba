using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Foundation.Text;
using Assay.Statistics;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Notebook.Reports;

/// <summary>Reads the values that prose names, and holds them against what the author saw.</summary>
/// <param name="store">The store.</param>
/// <param name="draft">The report; problems go there.</param>
/// <param name="claims">The verdicts; null when there is no plan with claims.</param>
internal sealed partial class LiveValues(IRunStore store, ReportDraft draft, ClaimReport? claims)
{
    private static readonly string[] Kinds = ["metric", "param", "run", "count", "mean", "median", "min", "max", "claim"];
    private static readonly string[] Statistics = ["last", "best", "min", "max"];
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);

    /// <summary>Reads the value of a placeholder.</summary>
    /// <param name="part">The placeholder.</param>
    /// <param name="sections">Names that are no values, for messages.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Markdown.</returns>
    /// <exception cref="AssayException">The placeholder cannot be understood, or names what does not exist.</exception>
    public async Task<string> ReadAsync(TemplatePart part, IReadOnlyList<string> sections, CancellationToken cancellationToken)
    {
        var words = part.Words.ToList();
        var format = words.Count > 2 && Format().IsMatch(words[^1]) ? words[^1] : null;
        if (format is not null)
            words.RemoveAt(words.Count - 1);
        var value = words[0] switch
        {
            "metric" => await MetricAsync(part, words, cancellationToken).ConfigureAwait(false),
            "param" => await ParamAsync(part, words, cancellationToken).ConfigureAwait(false),
            "run" => await FactAsync(part, words, cancellationToken).ConfigureAwait(false),
            "count" => await CountAsync(part, words, cancellationToken).ConfigureAwait(false),
            "mean" or "median" or "min" or "max" => await SummaryAsync(part, words, cancellationToken).ConfigureAwait(false),
            "claim" => Claim(part, words),
            _ => throw draft.Mistake($"'{words[0]}' is not known in a placeholder; {NearWord.SuggestOrList(words[0], [.. Kinds, .. sections], "")}"),
        };
        if (part.Expected is { } expected && !value.Agrees(expected))
            draft.Problem($"{part.Name} is {value.Number?.ToString("R", CultureInfo.InvariantCulture) ?? value.Text} now, and the prose was written for {expected}: read the sentence again, and write what is true");
        return format is not null && value.Number is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : value.Text;
    }

    private async Task<LiveValue> MetricAsync(TemplatePart part, List<string> words, CancellationToken cancellationToken)
    {
        if (words.Count is not (3 or 4))
            throw draft.Mistake($"{part.Name}: {{{{ metric <run> <key> [last|best|min|max] [0.000] [= what you saw] }}}} is expected");
        var statistic = words.Count == 4 ? words[3] : "last";
        if (!Statistics.Contains(statistic))
            throw draft.Mistake($"{part.Name}: '{statistic}' is not one of {string.Join(", ", Statistics)}");
        var run = await RunAsync(words[1], cancellationToken).ConfigureAwait(false);
        var all = await store.GetMetricsAsync(run.Id, cancellationToken).ConfigureAwait(false);
        MetricSummary[] named = [.. all.Where(metric => metric.Identity.Key == words[2])];
        if (named.Length == 0)
            throw draft.Mistake($"{part.Name}: run {run.Id.Tail} has no metric '{words[2]}'; {NearWord.SuggestOrList(words[2], [.. all.Select(metric => metric.Identity.Key).Distinct()], "it has none")}");
        if (named.Length > 1)
            throw draft.Mistake($"{part.Name}: run {run.Id.Tail} measured '{words[2]}' in {named.Length} ways that are not comparable (assay show {run.Id.Tail}); give one of them a key of its own");
        var number = statistic switch
        {
            "best" => named[0].Best,
            "min" => named[0].Min,
            "max" => named[0].Max,
            _ => named[0].Last.NumberOrNull,
        };
        if (number is { } defined)
            return LiveValue.Of(defined);
        draft.Problem($"{part.Name} has no number: {named[0].Last.Reason ?? "it is NaN"}");
        return new LiveValue(null, "undefined");
    }

    private async Task<LiveValue> ParamAsync(TemplatePart part, List<string> words, CancellationToken cancellationToken)
    {
        if (words.Count != 3)
            throw draft.Mistake($"{part.Name}: {{{{ param <run> <key> [= what you saw] }}}} is expected");
        var run = await RunAsync(words[1], cancellationToken).ConfigureAwait(false);
        var all = await store.GetParamsAsync(run.Id, cancellationToken).ConfigureAwait(false);
        var param = all.FirstOrDefault(param => param.Key == words[2])
            ?? throw draft.Mistake($"{part.Name}: run {run.Id.Tail} has no param '{words[2]}'; {NearWord.SuggestOrList(words[2], [.. all.Select(param => param.Key)], "it has none")}");
        return new LiveValue(param.Number, param.Text);
    }

    private async Task<LiveValue> FactAsync(TemplatePart part, List<string> words, CancellationToken cancellationToken)
    {
        if (words.Count != 3)
            throw draft.Mistake($"{part.Name}: {{{{ run <run> <fact> [= what you saw] }}}} is expected");
        var run = await RunAsync(words[1], cancellationToken).ConfigureAwait(false);
        var details = await store.GetDetailsAsync(run.Id, cancellationToken).ConfigureAwait(false);
        var facts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["id"] = run.Id.Value,
            ["name"] = run.Name,
            ["title"] = run.Title ?? run.Name,
            ["status"] = run.Status.Name(),
            ["reason"] = run.Reason,
            ["result"] = run.Result,
            ["conclusion"] = run.Conclusion,
            ["caveat"] = run.Caveat,
            ["started"] = ReportText.Time(run.Started),
            ["ended"] = ReportText.Time(run.Ended),
            ["seconds"] = run.Duration?.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture),
            ["commit"] = details.Git?.Commit,
            ["command"] = ReportText.Command(details),
        };
        if (!facts.TryGetValue(words[2], out var fact))
            throw draft.Mistake($"{part.Name}: '{words[2]}' is not a fact of a run; {NearWord.SuggestOrList(words[2], facts.Keys, "")}");
        if (fact is not null)
            return new LiveValue(words[2] == "seconds" ? run.Duration?.TotalSeconds : null, fact);
        draft.Problem($"{part.Name}: run {run.Id.Tail} has no {words[2]}");
        return new LiveValue(null, "unknown");
    }

    private async Task<LiveValue> CountAsync(TemplatePart part, List<string> words, CancellationToken cancellationToken)
    {
        if (words.Count != 2)
            throw draft.Mistake($"{part.Name}: {{{{ count \"<query>\" [= what you saw] }}}} is expected");
        var counts = await store.CountAsync(new RunSearch { Query = Query(part, words[1]) }, cancellationToken).ConfigureAwait(false);
        return LiveValue.Of(counts.Values.Sum());
    }

    private async Task<LiveValue> SummaryAsync(TemplatePart part, List<string> words, CancellationToken cancellationToken)
    {
        if (words.Count != 3)
            throw draft.Mistake($"{part.Name}: {{{{ {words[0]} \"<query>\" <key> [0.000] [= what you saw] }}}} is expected");
        var facts = await ReportFacts.ReadAsync(store, Query(part, words[1]), cancellationToken).ConfigureAwait(false);
        MetricSummary[] measured = [.. facts.Counted.Where(row => row.Metrics.ContainsKey(words[2])).Select(row => row.Metrics[words[2]])];
        if (measured.Length == 0)
            throw draft.Mistake($"{part.Name}: no completed run of \"{words[1]}\" has the metric '{words[2]}'");
        if (measured.Select(metric => metric.Identity with { Direction = null }).Distinct().Count() > 1)
            draft.Problem($"{part.Name}: '{words[2]}' was measured in several ways that are not comparable; narrow the query");
        double[] numbers = [.. measured.Select(metric => metric.Last.NumberOrNull).OfType<double>().Where(double.IsFinite).Order()];
        if (numbers.Length == 0)
        {
            draft.Problem($"{part.Name} has no number: all {measured.Length} values are undefined or infinite");
            return new LiveValue(null, "undefined");
        }

        var value = words[0] switch
        {
            "mean" => Descriptive.Mean(numbers).Value,
            "min" => numbers[0],
            "max" => numbers[^1],
            _ => Descriptive.Median(numbers).Value,
        };
        var undefined = measured.Length - numbers.Length;
        var remark = undefined == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (of {numbers.Length} runs; {undefined} undefined or infinite)");
        return LiveValue.Of(value) is var live && remark.Length == 0 ? live : live with { Text = live.Text + remark };
    }

    private LiveValue Claim(TemplatePart part, List<string> words)
    {
        if (words.Count is not (2 or 3))
            throw draft.Mistake($"{part.Name}: {{{{ claim <id> [verdict|effect|lower|upper|p|why|says] [= what you saw] }}}} is expected");
        if (claims is null)
            throw draft.Mistake($"{part.Name}: the report has no plan with claims; name one with --plan");
        var result = claims.Results.FirstOrDefault(result => result.Claim.Id == words[1])
            ?? throw draft.Mistake($"{part.Name}: there is no claim '{words[1]}'; {NearWord.SuggestOrList(words[1], [.. claims.Results.Select(result => result.Claim.Id)], "")}");
        var fact = words.Count == 3 ? words[2] : "verdict";
        switch (fact)
        {
            case "verdict":
                return new LiveValue(null, result.Verdict.Name());
            case "why":
                return new LiveValue(null, result.Why);
            case "says":
                return new LiveValue(null, result.Claim.Says);
        }

        var number = fact switch
        {
            "effect" => result.Effect,
            "lower" => result.Interval?.Lower,
            "upper" => result.Interval?.Upper,
            "p" => result.CorrectedPValue,
            _ => throw draft.Mistake($"{part.Name}: '{fact}' is not one of verdict, effect, lower, upper, p, why, says"),
        };
        if (number is { } defined)
            return LiveValue.Of(defined);
        draft.Problem($"{part.Name} has no number: the claim is {result.Verdict.Name()}, {result.Why}");
        return new LiveValue(null, "undefined");
    }

    private RunQuery Query(TemplatePart part, string text)
    {
        try
        {
            return RunQuery.Parse(text);
        }
        catch (RunQueryException error)
        {
            throw draft.Mistake($"{part.Name}: {error.Message}");
        }
    }

    // A sentence that rests on a run that no longer counts is said once per mention: each sentence must be read again.
    private async Task<Run> RunAsync(string reference, CancellationToken cancellationToken)
    {
        if (!_runs.TryGetValue(reference, out var run))
        {
            try
            {
                run = await RunReference.ResolveAsync(store, reference, cancellationToken).ConfigureAwait(false);
            }
            catch (RunNotFoundException error)
            {
                throw draft.Mistake(error.Message);
            }

            _runs.Add(reference, run);
        }

        if (run.SupersededWhy is { } why)
            draft.Problem($"'{reference}' is superseded{(run.SupersededBy is { } successor ? $" by {successor.Tail}" : "")} ({why}): {(run.SupersededBy is null ? "its results no longer count" : "name its successor")}");
        else if (run.Status is RunStatus.Failed or RunStatus.Lost or RunStatus.Cancelled)
            draft.Problem($"'{reference}' is {run.Status.Name()}: its values are not results");
        return run;
    }

    [GeneratedRegex(@"^[+]?[0#][0#,]*(\.[0#]+)?(%|[eE][+-]?0+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Format();
}
