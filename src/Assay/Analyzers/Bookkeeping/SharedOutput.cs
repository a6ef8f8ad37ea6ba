using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS604. Several experiments wrote their results to one file or folder, so that only what the last one wrote is left.</summary>
internal sealed class SharedOutput() : Analyzer<Subject>(new Rule(
    "AS604",
    "One output folder shared by many",
    Severity.Error,
    "Put the id and the seed into the path (the plan's default is 'outputs/${id}/${seed}') and run again what was overwritten."))
{
    private const int Shown = 5;

    private static readonly string[] OutputKeys = ["out", "output", "output_dir", "out_dir", "save_dir", "run_dir", "run.dir"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(Subject subject, CancellationToken cancellationToken)
    {
        var written = subject switch
        {
            RecordsSubject records => records.Runs.Where(row => row.Run.Place?.Experiment is not null && row.Run.SupersededWhy is null)
                .SelectMany(row => (row.Details?.Outputs ?? []).Concat(row.Params.Values.Where(param => OutputKeys.Any(name => Fact.Names(param.Key, name))).Select(param => param.Text))
                    .Select(path => (Path: path, By: row.Run.Place!.Seed is { } seed ? Say($"{row.Run.Place.Experiment} (seed {seed})") : row.Run.Place.Experiment!))),
            // Of a log, a step that reads what another wrote names it, too: only equal stages, and experiments, are compared.
            LogSubject log => log.Entries.Where(entry => !entry.IsSuperseded && entry.Experiment is not null).SelectMany(entry => entry.Outputs.Select(path => (Path: path, By: entry.Experiment!))),
            _ => [],
        };
        var shared = written.Select(item => (Path: Normal(item.Path), item.By)).Where(item => item.Path.Length > 0 && !item.Path.Contains('*', StringComparison.Ordinal)).Distinct()
            .GroupBy(item => item.Path, item => item.By, StringComparer.Ordinal).Where(group => group.Count() > 1).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var path in shared)
        {
            var ids = path.Order(StringComparer.Ordinal).ToList();
            yield return new Observation(Say($"{ids.Count} experiments write to '{path.Key}' ({string.Join(", ", ids.Take(Shown))}{(ids.Count > Shown ? ", …" : "")}): the results of {ids.Count - 1} of them are overwritten")) { Numbers = Numbers(("experiments", ids.Count)) };
        }
    }

    private static string Normal(string path) => path.Trim().Replace('\\', '/').TrimEnd('/') is var plain && plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain;
}
