using System.Buffers;

namespace Assay.Tracking.Sqlite;

/// <summary>Makes runs and changes the short and the long part of their records. Writer's thread only, inside a transaction.</summary>
internal sealed class RunWriter(Database database, TimeProvider clock, StatusWriter statuses, FactWriter facts, MetricWriter metrics, NoteWriter notes)
{
    private const string InsertSql =
        "INSERT INTO runs(id, name, experiment, kind, status, created_at, started_at, ended_at, user, fingerprint, idempotency_key, " +
        "plan, phase, item, priority, plan_id, seed, attempt, title, stage, source, reason, result, conclusion, caveat, error_line, error_kind, resolution, " +
        "resolved_by, superseded_by, superseded_why, exit_code, parent, pattern, rerun_of) " +
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING";

    // A part that is null stays, an empty text clears: NULLIF(COALESCE(new, old), '').
    private const string PatchSql =
        "UPDATE runs SET name = COALESCE(?2, name), title = NULLIF(COALESCE(?3, title), ''), stage = NULLIF(COALESCE(?4, stage), ''), source = NULLIF(COALESCE(?5, source), ''), " +
        "reason = NULLIF(COALESCE(?6, reason), ''), result = NULLIF(COALESCE(?7, result), ''), conclusion = NULLIF(COALESCE(?8, conclusion), ''), caveat = NULLIF(COALESCE(?9, caveat), ''), " +
        "error_line = NULLIF(COALESCE(?10, error_line), ''), error_kind = NULLIF(COALESCE(?11, error_kind), ''), resolution = NULLIF(COALESCE(?12, resolution), ''), " +
        "resolved_by = COALESCE(?13, resolved_by), superseded_by = CASE WHEN ?15 = '' THEN NULL ELSE COALESCE(?14, superseded_by) END, " +
        "superseded_why = NULLIF(COALESCE(?15, superseded_why), ''), exit_code = COALESCE(?16, exit_code), parent = COALESCE(?17, parent), pattern = COALESCE(?18, pattern), " +
        "rerun_of = COALESCE(?19, rerun_of) WHERE seq = ?1";

    private readonly RunNames _names = new(database);
    private readonly ArrayBufferWriter<byte> _document = new();

    /// <summary>Makes runs, or finds those whose idempotency key is known.</summary>
    /// <param name="drafts">The runs to make.</param>
    /// <param name="documents">The details of each as JSON; null for none.</param>
    /// <returns>The runs as stored.</returns>
    public IReadOnlyList<Run> Create(IReadOnlyList<RunDraft> drafts, IReadOnlyList<byte[]?> documents)
    {
        var runs = new Run[drafts.Count];
        for (var i = 0; i < runs.Length; i++)
            runs[i] = Known(drafts[i]) is { } seq ? RunRows.BySeq(database, seq)! : Create(drafts[i], documents[i]);
        return runs;
    }

    /// <summary>Changes the short part of a run's record.</summary>
    /// <param name="seq">The run.</param>
    /// <param name="patch">The changes.</param>
    public void Patch(long seq, RunPatch patch)
    {
        if (patch.Name is { } name)
            Limits.Text("a run's name", name, Limits.Name);
        using (var update = database.Prepare(PatchSql))
        {
            update.Bind(seq).Bind(patch.Name).Bind(patch.Title).Bind(patch.Stage).Bind(patch.Source).Bind(patch.Reason).Bind(patch.Result).Bind(patch.Conclusion)
                .Bind(patch.Caveat).Bind(patch.ErrorLine).Bind(patch.ErrorKind).Bind(patch.Resolution).Bind(patch.ResolvedBy?.Value).Bind(patch.SupersededBy?.Value)
                .Bind(patch.SupersededWhy).Bind(patch.ExitCode).Bind(patch.Parent?.Value).Bind(patch.Pattern?.Value).Bind(patch.RerunOf?.Value).Run();
        }

        if (patch.SupersededBy is not null)
        {
            using var check = database.Prepare("SELECT superseded_why FROM runs WHERE seq = ?").Bind(seq);
            if (check.Step() && check.IsNull(0))
                throw NoReason();
        }

        if (patch.Place is { } place)
            SetPlace(seq, place);
    }

    /// <summary>Joins details to what is known of a run.</summary>
    /// <param name="seq">The run.</param>
    /// <param name="details">The newer details.</param>
    public void Patch(long seq, RunDetails details) => SaveDetails(seq, FactReader.Details(database, seq) is { } known ? known.With(details) : details);

    private void SaveDetails(long seq, RunDetails details) => SaveDetails(seq, DetailsWriter.Write(details, _document));

    private void SaveDetails(long seq, ReadOnlySpan<byte> document)
    {
        using var save = database.Prepare("INSERT INTO run_details(run, document) VALUES (?1, ?2) ON CONFLICT(run) DO UPDATE SET document = ?2");
        save.Bind(seq).Bind(document).Run();
    }

    /// <summary>Puts a run into the bin or takes it out.</summary>
    /// <param name="seq">The run.</param>
    /// <param name="deleted">Whether it lies in the bin.</param>
    public void SetDeleted(long seq, bool deleted)
    {
        using var update = database.Prepare("UPDATE runs SET deleted_at = CASE WHEN ?2 THEN COALESCE(deleted_at, ?3) END WHERE seq = ?1");
        update.Bind(seq).Bind(deleted ? 1 : 0).Bind(Microseconds.Of(clock.GetUtcNow())).Run();
    }

    private long? Known(RunDraft draft)
    {
        if (draft.IdempotencyKey is not { } key)
            return null;
        using var known = database.Prepare("SELECT seq FROM runs WHERE idempotency_key = ?").Bind(key);
        return known.Step() ? known.Int64(0) : null;
    }

    private Run Create(RunDraft draft, byte[]? document)
    {
        var now = clock.GetUtcNow();
        if (draft.Name is { } name)
            Limits.Text("a run's name", name, Limits.Name);
        if (draft.Facts.Name is { } better)
            Limits.Text("a run's name", better, Limits.Name);
        var run = AsStored(draft, draft.Id ?? RunId.New(clock), now);
        var seq = Insert(draft, run);
        statuses.Journal(seq, now, draft.Who ?? draft.User ?? "", from: null, draft.Status, why: null);
        if (document is not null)
        {
            using var details = database.Prepare("INSERT INTO run_details(run, document) VALUES (?, ?)");
            details.Bind(seq).Bind(document).Run();
        }

        foreach (var param in draft.Params)
            facts.SetParam(seq, run.Id, param);
        foreach (var (key, value) in draft.Tags)
            facts.SetTag(seq, key, value);
        metrics.LogFirst(seq, draft.Metrics);
        notes.AddFirst(NoteTarget.Run(run.Id), draft.Notes);
        return run;
    }

    /// <summary>The run that a draft makes, as a reader will see it: with its facts and its place, as a patch of an empty run would leave them.</summary>
    private Run AsStored(RunDraft draft, RunId id, DateTimeOffset now)
    {
        var patch = draft.Facts;
        if (patch.SupersededBy is not null && string.IsNullOrEmpty(patch.SupersededWhy))
            throw NoReason();
        var (started, ended) = StatusWriter.FirstTimes(draft, now);
        return new Run
        {
            Id = id,
            Name = patch.Name ?? draft.Name ?? _names.Next(now),
            Experiment = draft.Experiment,
            Kind = draft.Kind,
            Status = draft.Status,
            Created = Microseconds.ToTime(Microseconds.Of(now)),
            Started = Microseconds.ToTime(Microseconds.Of(started)),
            Ended = Microseconds.ToTime(Microseconds.Of(ended)),
            ExitCode = patch.ExitCode,
            User = draft.User,
            Place = patch.Place ?? draft.Place,
            Fingerprint = draft.Fingerprint,
            Title = Said(patch.Title),
            Stage = Said(patch.Stage),
            Source = Said(patch.Source),
            Reason = Said(patch.Reason),
            Result = Said(patch.Result),
            Conclusion = Said(patch.Conclusion),
            Caveat = Said(patch.Caveat),
            ErrorLine = Said(patch.ErrorLine),
            ErrorKind = Said(patch.ErrorKind),
            Resolution = Said(patch.Resolution),
            ResolvedBy = patch.ResolvedBy,
            SupersededBy = patch.SupersededBy,
            SupersededWhy = Said(patch.SupersededWhy),
            Parent = patch.Parent ?? draft.Parent,
            Pattern = patch.Pattern ?? draft.Pattern,
            RerunOf = patch.RerunOf ?? draft.RerunOf,
        };
    }

    private long Insert(RunDraft draft, Run run)
    {
        var place = run.Place;
        var experiment = ExperimentNumber(run.Experiment, run.Created);
        using var insert = database.Prepare(InsertSql);
        insert.Bind(run.Id.Value).Bind(run.Name).Bind(experiment).Bind(Names<RunKind>.Of(run.Kind)).Bind(run.Status.Name())
            .Bind(Microseconds.Of(run.Created)).Bind(Microseconds.Of(run.Started)).Bind(Microseconds.Of(run.Ended)).Bind(run.User).Bind(run.Fingerprint).Bind(draft.IdempotencyKey)
            .Bind(place?.Plan).Bind(place?.Phase).Bind(place?.Item).Bind(place?.Priority).Bind(place?.Experiment).Bind(place?.Seed).Bind(place?.Attempt)
            .Bind(run.Title).Bind(run.Stage).Bind(run.Source).Bind(run.Reason).Bind(run.Result).Bind(run.Conclusion)
            .Bind(run.Caveat).Bind(run.ErrorLine).Bind(run.ErrorKind).Bind(run.Resolution)
            .Bind(run.ResolvedBy?.Value).Bind(run.SupersededBy?.Value).Bind(run.SupersededWhy).Bind(run.ExitCode)
            .Bind(run.Parent?.Value).Bind(run.Pattern?.Value).Bind(run.RerunOf?.Value).Run();
        if (database.Changed == 0)
            throw new ChangeRefusedException($"A run with the id {run.Id} exists already; ids are given once.");
        return database.LastInserted;
    }

    private static string? Said(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ChangeRefusedException NoReason() => new("A run is superseded for a reason: say why another run takes its place.");

    private void SetPlace(long seq, PlanPlace place)
    {
        using var update = database.Prepare("UPDATE runs SET plan = ?2, phase = ?3, item = ?4, priority = ?5, plan_id = ?6, seed = ?7, attempt = ?8 WHERE seq = ?1");
        update.Bind(seq).Bind(place.Plan).Bind(place.Phase).Bind(place.Item).Bind(place.Priority).Bind(place.Experiment).Bind(place.Seed).Bind(place.Attempt).Run();
    }

    /// <summary>Number of an experiment, made when new.</summary>
    public long ExperimentNumber(string name, DateTimeOffset now)
    {
        using (var known = database.Prepare("SELECT id FROM experiments WHERE name = ?").Bind(name))
        {
            if (known.Step())
                return known.Int64(0);
        }

        Limits.Text("an experiment's name", name, Limits.Name);
        using var insert = database.Prepare("INSERT INTO experiments(name, created_at) VALUES (?, ?)");
        insert.Bind(name).Bind(Microseconds.Of(now)).Run();
        return database.LastInserted;
    }
}
