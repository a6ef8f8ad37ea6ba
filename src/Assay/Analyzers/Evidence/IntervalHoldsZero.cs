using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Evidence;

/// <summary>AS503. A result states the interval of an effect, and the interval holds zero: the data do not say which side is better.</summary>
internal sealed class IntervalHoldsZero() : Analyzer<RunSubject>(new Rule(
    "AS503",
    "Interval includes zero",
    Severity.Warning,
    "Call the effect unresolved; run more seeds, or state a margin of equivalence and test that."))
{
    private const int Shown = 3;

    private static readonly string[] Lower = ["/ci95_low", "/ci_low", "/ci_lower", "/ci95_lower", "/low", "/lower", "ci95_low", "ci_low", "ci_lower"];
    private static readonly string[] IntervalWords = ["ci", "ci95", "interval", "confidence"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        var known = subject.Metrics.Where(metric => metric.Last.NumberOrNull is { } value && double.IsFinite(value)).ToDictionary(metric => metric.Identity.Key, metric => metric.Last.Number, StringComparer.Ordinal);
        var all = new List<(string Name, double Low, double High)>();
        foreach (var (key, low) in known.OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            if (Lower.FirstOrDefault(end => key.EndsWith(end, StringComparison.OrdinalIgnoreCase)) is not { } end || !IsInterval(key))
                continue;
            var upper = key[..^end.Length] + end.Replace("low", "high", StringComparison.Ordinal);
            if (known.TryGetValue(upper, out var high) || known.TryGetValue(key[..^end.Length] + end.Replace("lower", "upper", StringComparison.Ordinal), out high))
                all.Add((key[..^end.Length].TrimEnd('/', '_', '.'), low, high));
        }

        var open = all.Where(interval => interval.Low < 0 && interval.High > 0).ToList();
        if (open.Count == 0)
            yield break;
        var shown = string.Join(", ", open.Take(Shown).Select(interval => Say($"{(interval.Name.Length > 0 ? $"'{interval.Name}' " : "")}[{interval.Low:0.#####}, {interval.High:0.#####}]")));
        yield return new Observation(Say($"{open.Count} of {all.Count} stated intervals hold 0: {shown}{(open.Count > Shown ? ", …" : "")}")) { Numbers = Numbers(("open", open.Count), ("intervals", all.Count)) };
    }

    private static bool IsInterval(string key) => key.ToLowerInvariant().Split(['/', '.', '_', '-', ' '], StringSplitOptions.RemoveEmptyEntries).Any(word => IntervalWords.Contains(word, StringComparer.Ordinal));
}
