using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS603. A run is completed, but no number, result or file says what came out.</summary>
internal sealed class CompletedWithoutResults() : Analyzer<Subject>(new Rule(
    "AS603",
    "Completed run without results",
    Severity.Warning,
    "Check that it did what it was to do; record its metrics or result, or mark it failed."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(Subject subject, CancellationToken cancellationToken) => subject switch
    {
        RecordsSubject records => OfRecords(records),
        LogSubject log => OfLog(log),
        _ => [],
    };

    // An action that a person wrote down need not have numbers; a planned experiment is there for them.
    private static IEnumerable<Observation> OfRecords(RecordsSubject subject)
    {
        foreach (var row in subject.Runs)
        {
            var run = row.Run;
            if (run is not { Status: RunStatus.Completed, SupersededWhy: null, Result: null, Place.Experiment: not null } || row.Metrics.Count > 0 || row.Artifacts is null or { Count: > 0 })
                continue;
            var took = run.Duration is { } duration ? Say($" after {duration.TotalSeconds:0.#} seconds") : "";
            yield return new Observation(Say($"the run is completed{took} and left 0 metrics, 0 files and no result")) { Place = Place.Of(run), Numbers = Numbers(("metrics", 0), ("files", 0)) };
        }
    }

    private static IEnumerable<Observation> OfLog(LogSubject subject)
    {
        var completed = subject.Entries.Where(entry => entry is { Status: RunStatus.Completed, IsSuperseded: false }).ToList();
        var empty = completed.Where(entry => entry.Metrics.Count == 0 && !(entry.Result?.Any(char.IsAsciiDigit) ?? false)).ToList();
        if (empty.Count == 0)
            yield break;
        yield return new Observation(Say($"{empty.Count} of {completed.Count} completed entries state no number that came out, e.g. '{empty[0].Name ?? empty[0].Title}' (line {empty[0].Line}){(empty[0].Result is { } result ? $", which says '{Shortened(result)}'" : "")}"))
        {
            Line = empty[0].Line,
            Numbers = Numbers(("empty", empty.Count), ("completed", completed.Count)),
        };
    }

    private static string Shortened(string text) => Mention.Plain(text) is var plain && plain.Length > 60 ? plain[..57].TrimEnd() + "…" : plain.TrimEnd('.');
}
