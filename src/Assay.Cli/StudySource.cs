using Assay.Interop;
using Assay.Interop.Optuna;
using Assay.Tracking;
using Assay.Tracking.Queries;
using Assay.Tuning;

namespace Assay.Cli;

/// <summary>Finds the study that somebody means: one of the store by name or id, or one in a file or folder, which needs no store.</summary>
internal static class StudySource
{
    /// <summary>Reads the study.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reference">What was typed.</param>
    /// <returns>The study; the best trial's further metrics are read, too.</returns>
    /// <exception cref="AssayException">Nothing answers, or several do.</exception>
    public static async Task<Study> ReadAsync(Invocation call, string reference)
    {
        if (TryFile(call, reference) is { } file)
            return file;
        if (StoreLocator.TryFind(call.NamedStoreFolder(), call.Host.Folder, call.Host.Environment) is null)
            throw new AssayException($"'{reference}' is neither a file nor a folder here, and there is no store with studies.");
        await using var records = await call.OpenToReadAsync();
        return await WithMetricsAsync(records, await LoadAsync(records, reference, call.Cancellation), call.Cancellation);
    }

    /// <summary>Reads a study of the store.</summary>
    /// <exception cref="AssayException">None answers, or several do.</exception>
    public static async Task<Study> LoadAsync(IRunStore records, string reference, CancellationToken cancellationToken) =>
        await StudyStore.LoadAsync(records, await FindAsync(records, reference, cancellationToken), cancellationToken);

    /// <summary>Finds a study of the store.</summary>
    /// <exception cref="AssayException">None answers, or several do.</exception>
    public static async Task<StoredStudy> FindAsync(IRunStore records, string reference, CancellationToken cancellationToken)
    {
        var found = await records.GetStudiesAsync(reference, cancellationToken);
        if (found.Count == 1 || (found.Count > 0 && found[0].Id == reference))
            return found[0];
        if (found.Count > 1)
            throw new AssayException($"'{reference}' means several studies; say which by its id:{string.Concat(found.Take(10).Select(study => $"\n  {study.Id[^8..]}  {study.Name}  ({study.TrialCount} trials)"))}");
        var all = await records.GetStudiesAsync(null, cancellationToken);
        var near = Foundation.Text.NearWord.Find(reference, [.. all.Select(study => study.Name)]);
        throw new AssayException(all.Count == 0
            ? $"There is no study '{reference}': it is no file or folder here, and the store has no studies."
            : $"There is no study '{reference}'{(near is null ? "" : $" (did you mean {near}?)")}: it is no file or folder here, and the store has {string.Join(", ", all.Select(study => study.Name).Distinct().Take(10))}{(all.Count > 10 ? ", …" : "")}.");
    }

    /// <summary>Reads a study from a path.</summary>
    /// <returns>The study; null when the text is no path that exists.</returns>
    /// <exception cref="AssayException">The path holds no study.</exception>
    public static Study? TryFile(Invocation call, string reference) => TryContent(call, reference)?.Study;

    /// <summary>Reads a study from a path, with everything beside it.</summary>
    /// <returns>The content; null when the text is no path that exists.</returns>
    /// <exception cref="AssayException">The path holds no study.</exception>
    public static StudyFolderContent? TryContent(Invocation call, string reference)
    {
        // A study of a file that holds several is named after "#".
        var (path, name) = (call.FullPath(reference), (string?)null);
        if (!Path.Exists(path) && reference.LastIndexOf('#') is > 0 and var at && File.Exists(call.FullPath(reference[..at])))
            (path, name) = (call.FullPath(reference[..at]), reference[(at + 1)..]);
        if (!Path.Exists(path))
            return null;
        var isOptuna = OptunaFile.IsOne(path);
        var content = isOptuna ? OptunaFile.Read(path, name) : StudyFolder.Read(path);
        foreach (var problem in content.Problems)
            call.Remark($"{(isOptuna ? "note" : "left out")}: {problem}");
        return content;
    }

    // A store keeps a trial's metrics with its run; only the best's are shown.
    private static async Task<Study> WithMetricsAsync(IRunStore records, Study study, CancellationToken cancellationToken)
    {
        if (study.Best is not { Run: { } run } best)
            return study;
        var rows = await records.SearchAsync(new RunSearch { Query = RunQuery.Parse($"id = '{run}'"), Columns = RunColumns.All }, cancellationToken);
        if (rows.Items.Count != 1)
            return study;
        var metrics = rows.Items[0].Metrics.Values.Where(metric => metric.Identity.Key != study.Metric).DistinctBy(metric => metric.Identity.Key).ToDictionary(metric => metric.Identity.Key, metric => metric.Last, StringComparer.Ordinal);
        return study with { Trials = [.. study.Trials.Select(trial => trial.Number == best.Number ? trial with { Metrics = metrics } : trial)] };
    }
}
