using Assay.Tracking.Changes;

namespace Assay.Tracking.Sqlite;

/// <summary>Reads and writes studies and their trials.</summary>
internal static class StudyTables
{
    private const string SaveStudySql =
        "INSERT INTO studies(id, name, experiment, direction, metric, document, idempotency_key, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) " +
        "ON CONFLICT(id) DO UPDATE SET name = ?2, experiment = ?3, direction = ?4, metric = ?5, document = ?6, idempotency_key = ?7";

    private const string SaveTrialSql =
        "INSERT INTO trials(study, number, run, kind, value, reason, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) " +
        "ON CONFLICT(study, number) DO UPDATE SET run = ?3, kind = ?4, value = ?5, reason = ?6, document = ?7";

    private const string StudiesSql =
        "SELECT s.id, s.name, e.name, s.direction, s.metric, s.document, s.created_at, s.idempotency_key, (SELECT count(*) FROM trials t WHERE t.study = s.seq) " +
        "FROM studies s JOIN experiments e ON e.id = s.experiment WHERE s.deleted_at IS NULL AND (?1 IS NULL OR s.name = ?1 OR " +
        "(?2 IS NOT NULL AND (substr(s.id, 1, length(?2)) = ?2 OR substr(s.id, -length(?2)) = ?2))) ORDER BY s.id <> lower(COALESCE(?1, '')), s.created_at, s.seq";

    private const string TrialColumns = "SELECT t.number, r.id, t.kind, t.value, t.reason, t.document, r.status, r.started_at, r.ended_at ";

    private const string TrialsSql =
        TrialColumns + "FROM trials t JOIN studies s ON s.seq = t.study JOIN runs r ON r.seq = t.run WHERE s.id = ? AND r.deleted_at IS NULL ORDER BY t.number";

    // CROSS JOIN keeps the order of the tables: few trials changed, whatever the statistics say.
    private const string ChangedSql =
        TrialColumns + "FROM studies s CROSS JOIN trials t INDEXED BY trials_by_revision ON t.study = s.seq CROSS JOIN runs r ON r.seq = t.run " +
        "WHERE s.id = ? AND t.revision > ? AND r.deleted_at IS NULL ORDER BY t.number";

    /// <summary>Writes a study.</summary>
    /// <returns>The study as stored.</returns>
    public static StoredStudy Save(Database database, RunWriter runs, StoredStudy study)
    {
        Limits.Text("a study's name", study.Name, Limits.Name);
        Limits.Text("a study's metric", study.Metric, Limits.Key);
        Limits.Text("what a study is", study.Document, Limits.Value);
        if (!RunId.TryParse(study.Id, out var id))
            throw new ChangeRefusedException($"'{Limits.Short(study.Id)}' cannot be a study's id: 32 hex digits are expected.");
        var stored = study with { Id = IdOf(database, study.IdempotencyKey) ?? id.Value };
        using (var save = database.Prepare(SaveStudySql))
        {
            save.Bind(stored.Id).Bind(study.Name).Bind(runs.ExperimentNumber(study.Experiment, study.Created)).Bind(Names<Direction>.Of(study.Direction)).Bind(study.Metric)
                .Bind(study.Document).Bind(study.IdempotencyKey).Bind(Microseconds.Of(study.Created)).Run();
        }

        return Studies(database, stored.Id)[0];
    }

    /// <summary>Writes a study that is not there yet.</summary>
    /// <returns>The study that is there.</returns>
    public static StoredStudy Add(Database database, RunWriter runs, StoredStudy study) =>
        IdOf(database, study.IdempotencyKey) is { } known ? Studies(database, known)[0] : Save(database, runs, study);

    /// <summary>Writes trials of a study.</summary>
    /// <exception cref="StoreException">There is no such study, a run does not exist, or it is another trial's.</exception>
    public static bool Save(Database database, string study, IReadOnlyList<StoredTrial> trials)
    {
        var seq = SeqOf(database, study) ?? throw new ChangeRefusedException($"There is no study {study} in this store.");
        foreach (var trial in trials)
        {
            Limits.Text("what a trial is", trial.Document, Limits.Value);
            var run = RunHead.ReadLive(database, trial.Run).Seq;
            using (var other = database.Prepare("SELECT number FROM trials WHERE run = ?1 AND NOT (study = ?2 AND number = ?3)").Bind(run).Bind(seq).Bind(trial.Number))
            {
                if (other.Step())
                    throw new ChangeRefusedException(string.Create(CultureInfo.InvariantCulture, $"Run {trial.Run} is trial {other.Int64(0)} already; every trial is a run of its own."));
            }

            Insert(database, seq, trial, run);
            Stamp(database, run);
        }

        return true;
    }

    /// <summary>Makes a run and the trial that it is.</summary>
    /// <returns>What was granted; when the number that was asked for is taken, only the next number.</returns>
    /// <exception cref="StoreException">There is no such study.</exception>
    public static TrialGrant Ask(StoreWriter writer, TrialAsk ask, byte[]? details)
    {
        var database = writer.Database;
        Limits.Text("what a trial is", ask.Document, Limits.Value);
        var seq = SeqOf(database, ask.Study) ?? throw new ChangeRefusedException($"There is no study {ask.Study} in this store.");
        var next = NextNumber(database, seq);
        if ((ask.Number is { } number && number != next) || next >= ask.Limit)
            return new TrialGrant(next, null, null);
        var run = writer.Runs.Create([ask.Draft], [details])[0];
        var head = RunHead.Read(database, run.Id).Seq;
        var lease = ask.Owner is { } owner ? writer.Leases.Give(run, head, owner, ask.Duration) : null;
        Insert(database, seq, new StoredTrial(next, run.Id, ask.Document), head);
        Stamp(database, head);
        return new TrialGrant(next, run.Id, lease);
    }

    /// <summary>Writes what a trial is and what came out of it.</summary>
    /// <exception cref="StoreException">The run is no trial.</exception>
    public static void Set(Database database, long run, SetTrial trial)
    {
        Limits.Text("what a trial is", trial.Document, Limits.Value);
        using (var update = database.Prepare("UPDATE trials SET kind = ?2, value = ?3, reason = ?4, document = ?5 WHERE run = ?1"))
            update.Bind(run).Bind((long?)trial.Value?.Kind).Bind(trial.Value?.NumberOrNull).Bind(trial.Value?.Reason).Bind(trial.Document).Run();
        if (database.Changed == 0)
            throw new ChangeRefusedException($"Run {trial.Run} is no trial of a study.");
        Stamp(database, run);
    }

    /// <summary>Notes that something about a run's trial changed, when it is one.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="run">Number of the run.</param>
    public static void Stamp(Database database, long run)
    {
        using (var rise = database.Prepare("UPDATE studies SET revision = revision + 1 WHERE seq = (SELECT study FROM trials WHERE run = ?)"))
            rise.Bind(run).Run();
        if (database.Changed == 0)
            return;
        using var stamp = database.Prepare("UPDATE trials SET revision = (SELECT s.revision FROM studies s WHERE s.seq = trials.study) WHERE run = ?");
        stamp.Bind(run).Run();
    }

    /// <summary>Replaces a study's document when nobody else did meanwhile.</summary>
    /// <returns>Whether it was replaced.</returns>
    public static bool TryChange(Database database, string study, string known, string document)
    {
        Limits.Text("what a study is", document, Limits.Value);
        using var update = database.Prepare("UPDATE studies SET document = ?3 WHERE id = ?1 AND document = ?2");
        update.Bind(study).Bind(known).Bind(document).Run();
        return database.Changed == 1;
    }

    /// <summary>What changed in a study since a revision.</summary>
    /// <exception cref="StoreException">There is no such study.</exception>
    public static TrialChanges Changes(Database database, string study, long since)
    {
        using var head = database.Prepare("SELECT revision, document FROM studies WHERE id = ?").Bind(study);
        if (!head.Step())
            throw new StoreException($"There is no study {study} in this store.");
        var revision = head.Int64(0);
        return new TrialChanges(revision, head.Text(1), revision == since ? [] : Trials(database.Prepare(ChangedSql).Bind(study).Bind(since)));
    }

    /// <summary>Studies that answer to a reference; all when it is null.</summary>
    public static IReadOnlyList<StoredStudy> Studies(Database database, string? reference)
    {
        var digits = reference is { Length: >= RunRows.FewestDigits and <= 32 } && reference.All(char.IsAsciiHexDigit) ? reference.ToLowerInvariant() : null;
        using var rows = database.Prepare(StudiesSql).Bind(reference).Bind(digits);
        var list = new List<StoredStudy>();
        while (rows.Step())
        {
            list.Add(new StoredStudy(
                rows.Text(0), rows.Text(1), rows.SharedText(2), Names<Direction>.Parse(rows.SharedText(3)), rows.SharedText(4), rows.Text(5), Microseconds.ToTime(rows.Int64(6)))
            {
                IdempotencyKey = rows.TextOrNull(7),
                TrialCount = rows.Int64(8),
            });
        }

        return list;
    }

    /// <summary>Trials of a study by number.</summary>
    public static IReadOnlyList<StoredTrial> Trials(Database database, string study)
    {
        return Trials(database.Prepare(TrialsSql).Bind(study));
    }

    private static List<StoredTrial> Trials(Statement found)
    {
        using var rows = found;
        var list = new List<StoredTrial>();
        while (rows.Step())
        {
            var (started, ended) = (Microseconds.ToTime(rows.Int64OrNull(7)), Microseconds.ToTime(rows.Int64OrNull(8)));
            list.Add(new StoredTrial((int)rows.Int64(0), RunId.Parse(rows.Text(1)), rows.Text(5))
            {
                Value = rows.IsNull(2) ? null : MetricRows.ReadValue(rows, 2),
                Status = Names<RunStatus>.Parse(rows.SharedText(6)),
                Duration = ended - started,
            });
        }

        return list;
    }

    private static int NextNumber(Database database, long study)
    {
        using var last = database.Prepare("SELECT max(number) FROM trials WHERE study = ?").Bind(study);
        return last.Step() && !last.IsNull(0) ? (int)last.Int64(0) + 1 : 0;
    }

    private static void Insert(Database database, long study, StoredTrial trial, long run)
    {
        using var save = database.Prepare(SaveTrialSql);
        save.Bind(study).Bind(trial.Number).Bind(run).Bind((long?)trial.Value?.Kind).Bind(trial.Value?.NumberOrNull).Bind(trial.Value?.Reason).Bind(trial.Document).Run();
    }

    /// <summary>The number of a study in this store; null when there is none.</summary>
    public static long? SeqOf(Database database, string study)
    {
        using var rows = database.Prepare("SELECT seq FROM studies WHERE id = ?").Bind(study);
        return rows.Step() ? rows.Int64(0) : null;
    }

    private static string? IdOf(Database database, string? idempotencyKey)
    {
        if (idempotencyKey is null)
            return null;
        using var rows = database.Prepare("SELECT id FROM studies WHERE idempotency_key = ?").Bind(idempotencyKey);
        return rows.Step() ? rows.Text(0) : null;
    }
}
