using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Queries;
using Assay.Tuning;

namespace Assay.Linting;

/// <summary>Gathers subjects from a store: all runs in one search, with everything that analyzers look at.</summary>
public static class StoreSubjects
{
    private static readonly RunColumns Everything = RunColumns.All with { Details = true, Curves = true, Files = true };

    /// <summary>Gathers the whole store: each run, each study, each experiment, and the books of each plan.</summary>
    /// <param name="records">The store.</param>
    /// <param name="plan">The plan that is at hand; null for none.</param>
    /// <param name="query">Only runs that answer to it, and no studies; null for all.</param>
    /// <param name="now">The clock's time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The subjects.</returns>
    public static async Task<IReadOnlyList<Subject>> GatherAsync(IRunStore records, Plan? plan, RunQuery? query, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var rows = (await records.SearchAsync(new RunSearch { Query = query, Columns = Everything, Parallelism = Environment.ProcessorCount }, cancellationToken).ConfigureAwait(false)).Items;
        var gathered = rows.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(WithPredictions).ToList();
        var runs = gathered.ConvertAll(one => one.Run);
        // A superseded run no longer counts, and what was wrong with it is history; beside the others and in the books it is still seen.
        var subjects = new List<Subject>(runs.Where(run => run.Run!.SupersededWhy is null));
        subjects.AddRange(gathered.Select(one => one.Predictions).OfType<PredictionsSubject>());
        if (query is null)
            subjects.AddRange(await StudiesAsync(records, await records.GetStudiesAsync(null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
        // Trials stand beside each other in their study.
        foreach (var experiment in runs.Where(run => !run.Tags.ContainsKey("study")).GroupBy(run => run.Run!.Experiment, StringComparer.Ordinal).Where(group => group.Count() > 1).OrderBy(group => group.Key, StringComparer.Ordinal))
            subjects.Add(new EvidenceSubject(new Place(PlaceKind.Records, $"experiment {experiment.Key}")) { Runs = [.. experiment], Plan = plan, Claims = plan?.Claims ?? [] });
        if (query is null)
            subjects.AddRange(await BooksAsync(records, rows, plan, now, cancellationToken).ConfigureAwait(false));
        return subjects;
    }

    /// <summary>Gathers one run.</summary>
    /// <param name="records">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The subject; null when there is no such run outside the bin.</returns>
    public static async Task<RunSubject?> RunAsync(IRunStore records, RunId run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var rows = await records.SearchAsync(new RunSearch { Query = RunQuery.Parse($"id = '{run}'"), Columns = Everything }, cancellationToken).ConfigureAwait(false);
        return rows.Items.Count == 1 ? Of(rows.Items[0]) : null;
    }

    /// <summary>Gathers studies, each knowing of all others in the store.</summary>
    /// <param name="records">The store.</param>
    /// <param name="studies">The studies.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>A subject a study.</returns>
    public static async Task<IReadOnlyList<StudySubject>> StudiesAsync(IRunStore records, IReadOnlyList<StoredStudy> studies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(studies);
        var subjects = new List<StudySubject>();
        foreach (var stored in studies)
        {
            var study = await StudyStore.LoadAsync(records, stored, cancellationToken).ConfigureAwait(false);
            subjects.Add(new StudySubject(new Place(PlaceKind.Study, study.Name) { Id = study.Id }, study));
        }

        return [.. FileSubjects.Acquainted(subjects).Cast<StudySubject>()];
    }

    private static (RunSubject Run, PredictionsSubject? Predictions) WithPredictions(RunRow row)
    {
        var run = Of(row);
        return (run, Counting.Counts(run) ? PredictionFacts.Of(run) : null);
    }

    private static RunSubject Of(RunRow row) => new(Place.Of(row.Run))
    {
        Run = row.Run,
        Curves = [.. (row.Curves ?? []).Select(Of)],
        Metrics = [.. row.Metrics.Values.OrderBy(metric => metric.Identity.Key, StringComparer.Ordinal)],
        Params = row.Params,
        Tags = row.Tags,
        Datasets = row.Datasets,
        Artifacts = row.Artifacts,
        Details = row.Details,
        ClassCounts = ClassCountReader.Read(row.Params, row.Tags),
    };

    // Of several values at a step the last counts.
    private static Curve Of(MetricCurve curve)
    {
        var isPlain = true;
        for (var i = 1; i < curve.Steps.Count && isPlain; i++)
            isPlain = curve.Steps[i] > curve.Steps[i - 1];
        if (isPlain)
            return new Curve(curve.Identity, curve.Steps, curve.Values);
        var (steps, values) = (new List<long>(), new List<double>());
        for (var i = 0; i < curve.Steps.Count; i++)
        {
            if (i + 1 < curve.Steps.Count && curve.Steps[i + 1] == curve.Steps[i])
                continue;
            steps.Add(curve.Steps[i]);
            values.Add(curve.Values[i]);
        }

        return new Curve(curve.Identity, steps, values);
    }

    private static async Task<IReadOnlyList<RecordsSubject>> BooksAsync(IRunStore records, IReadOnlyList<RunRow> rows, Plan? plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var notes = await records.GetNotesAsync(new NoteFilter(), cancellationToken).ConfigureAwait(false);
        var books = rows.GroupBy(row => row.Run.Place?.Plan, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new RecordsSubject(new Place(PlaceKind.Records, group.Key is { } name ? $"plan {name}" : "store"))
        {
            Plan = plan?.Name == group.Key ? plan : null,
            Runs = [.. group],
            Notes = NotesOf(group, notes),
            Now = now,
        }).ToList();
        // A plan of which nothing was run yet has books all the same.
        if (plan is not null && !books.Exists(book => book.Plan is not null))
            books.Add(new RecordsSubject(new Place(PlaceKind.Records, $"plan {plan.Name}")) { Plan = plan, Now = now });
        return books;
    }

    private static IReadOnlyList<Note> NotesOf(IGrouping<string?, RunRow> group, IReadOnlyList<Note> notes)
    {
        if (notes.Count == 0)
            return [];
        var targets = group.Select(row => NoteTarget.Run(row.Run.Id)).ToHashSet();
        return [.. notes.Where(note => targets.Contains(note.Target) || (group.Key is { } name && note.Target == new NoteTarget("plan", name)) || (group.Key is null && note.Target == NoteTarget.Store))];
    }
}
