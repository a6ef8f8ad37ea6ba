using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS601. A run failed or was lost, and nothing says how that was settled: no resolution, no successor, no later run of the same.</summary>
internal sealed class FailureWithoutResolution() : Analyzer<Subject>(new Rule(
    "AS601",
    "Failed run without a resolution",
    Severity.Warning,
    "Run it again ('assay run'), or record how it was settled ('assay record edit --resolution')."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(Subject subject, CancellationToken cancellationToken) => subject switch
    {
        RecordsSubject records => OfRecords(records),
        LogSubject log => OfLog(log),
        _ => [],
    };

    private static IEnumerable<Observation> OfRecords(RecordsSubject subject)
    {
        var repeated = subject.Runs.Select(row => row.Run.RerunOf).OfType<RunId>().ToHashSet();
        var completed = subject.Runs.Where(row => row.Run is { Status: RunStatus.Completed, Place.Experiment: not null }).Select(row => Planned(row.Run)).ToHashSet();
        foreach (var run in subject.Runs.Select(row => row.Run))
        {
            var isSettled = run.Resolution is not null || run.ResolvedBy is not null || run.SupersededWhy is not null || repeated.Contains(run.Id) || (run.Place?.Experiment is not null && completed.Contains(Planned(run)));
            if (run.Status is not (RunStatus.Failed or RunStatus.Lost) || isSettled)
                continue;
            var days = run.Ended is { } ended ? (subject.Now - ended).TotalDays : double.NaN;
            var since = double.IsNaN(days) ? "" : Say($" {Math.Max(0, Math.Floor(days)):0} days ago");
            yield return new Observation(Say($"the run {(run.Status == RunStatus.Lost ? "was lost" : "failed")}{since}{(run.ErrorLine is { } error ? $" ({error})" : "")} and nothing says how that was settled"))
            {
                Place = Place.Of(run),
                Numbers = double.IsNaN(days) ? new Dictionary<string, double>() : Numbers(("days", Math.Max(0, Math.Floor(days)))),
            };
        }
    }

    private static IEnumerable<Observation> OfLog(LogSubject subject)
    {
        foreach (var entry in subject.Entries.Where(entry => entry is { Status: RunStatus.Failed, IsSuperseded: false }))
        {
            var later = subject.Entries.Where(other => other.Line > entry.Line && other.Status == RunStatus.Completed).ToList();
            if (later.Exists(other => Mention.IsSameCommand(other.Command, entry.Command) || (entry.Name is { } name && Mention.In(other, name))))
                continue;
            yield return new Observation(Say($"'{entry.Name ?? entry.Title}' failed, and none of the {later.Count} completed entries after it repeats its command or names it")) { Line = entry.Line, Numbers = Numbers(("later", later.Count)) };
        }
    }

    private static (string Plan, string? Experiment, long? Seed) Planned(Run run) => (run.Place!.Plan, run.Place.Experiment, run.Place.Seed);
}
