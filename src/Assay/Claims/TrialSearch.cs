using Assay.Planning.Claims;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Claims;

/// <summary>Finds the trials of a study that a selection picks, or the runs of the configuration it picks.</summary>
internal static class TrialSearch
{
    /// <summary>What the runs must be.</summary>
    /// <param name="records">The store.</param>
    /// <param name="selection">A selection with a study.</param>
    /// <param name="warnings">Takes what could not be found, and what must be known of what was.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Conditions on the runs, and runs that do not count; null when nothing is picked.</returns>
    public static async Task<(IReadOnlyList<Condition> Terms, HashSet<RunId> Excluded)?> FindAsync(IRunStore records, EvidenceSelection selection, List<string> warnings, CancellationToken cancellationToken)
    {
        var studies = await records.GetStudiesAsync(selection.Study, cancellationToken).ConfigureAwait(false);
        if (studies is not [var study])
        {
            warnings.Add(studies.Count == 0 ? $"no study answers to '{selection.Study}'" : $"{Wording.Whole(studies.Count)} studies answer to '{selection.Study}': name one by its id");
            return null;
        }

        var trials = await records.GetTrialsAsync(study.Id, cancellationToken).ConfigureAwait(false);
        var picked = Picked(study, trials, selection.Pick);
        if (picked.Count == 0)
        {
            warnings.Add($"the study {study.Name} has no trial that counts");
            return null;
        }

        if (selection.Seeds is not null)
            return (await ConfigurationAsync(records, picked[0].Run, cancellationToken).ConfigureAwait(false), [.. trials.Select(trial => trial.Run)]);
        if (selection.Pick.Count is not null && trials.Count > picked.Count)
            warnings.Add($"{selection.Pick} of {Wording.Count(trials.Count, "trial")}: picked by the value it is judged by, hence too good; runs of the configuration with other seeds (seeds:) would tell");
        return ([SelectionSearch.OneOf(RunProperty.Id, picked.Select(trial => trial.Run.Value))], []);
    }

    // Of all trials also those that do not count are shown, as left out.
    private static IReadOnlyList<StoredTrial> Picked(StoredStudy study, IReadOnlyList<StoredTrial> trials, TrialPick pick)
    {
        if (pick.Count is not { } count)
            return trials;
        var counted = trials.Where(trial => trial.Status == RunStatus.Completed && trial.Value?.NumberOrNull is { } number && double.IsFinite(number));
        return [.. counted.OrderBy(trial => study.Direction == Direction.Maximize ? -trial.Value!.Value.Number : trial.Value!.Value.Number).ThenBy(trial => trial.Number).Take(count)];
    }

    private static async Task<IReadOnlyList<Condition>> ConfigurationAsync(IRunStore records, RunId run, CancellationToken cancellationToken) =>
    [
        .. (await records.GetParamsAsync(run, cancellationToken).ConfigureAwait(false)).Where(param => param.Key != EvidenceReader.SeedUnit)
            .Select(param => new Condition.Compare(new QueryField.Param(param.Key), Comparison.Equal, param.Number is { } number ? new QueryValue.Real(number) : new QueryValue.Text(param.Text))),
    ];
}
