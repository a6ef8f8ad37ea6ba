namespace Assay.Tracking.Sqlite;

/// <summary>Reads and writes what analyzers found.</summary>
internal static class FindingTables
{
    private const string InsertSql =
        "INSERT INTO findings(run, study, subject, rule, severity, message, remedy, data, suppressed, found_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    private const string ReadSql =
        "SELECT f.rule, f.severity, f.subject, f.message, f.found_at, f.remedy, f.data, f.suppressed, r.id, s.id FROM findings f " +
        "LEFT JOIN runs r ON r.seq = f.run LEFT JOIN studies s ON s.seq = f.study WHERE ";

    /// <summary>Writes sets of findings, each in place of the one before.</summary>
    public static bool Save(Database database, IReadOnlyList<FindingSet> sets)
    {
        foreach (var set in sets)
        {
            var run = set.Run is { } id ? RunHead.Read(database, id).Seq : (long?)null;
            var study = set.Study is { } text ? StudyTables.SeqOf(database, text) ?? throw new ChangeRefusedException($"There is no study {text} in this store.") : (long?)null;
            using (var delete = Delete(database, run, study))
                delete.Run();
            foreach (var finding in set.Findings)
            {
                Limits.Text("a finding", finding.Message, Limits.Value);
                using var insert = database.Prepare(InsertSql);
                insert.Bind(run).Bind(study).Bind(finding.Subject).Bind(finding.Rule).Bind(finding.Severity).Bind(finding.Message).Bind(finding.Remedy).Bind(finding.Data)
                    .Bind(finding.Suppressed).Bind(Microseconds.Of(finding.Found)).Run();
            }
        }

        return true;
    }

    /// <summary>Findings of a run, of a study, or all.</summary>
    public static IReadOnlyList<StoredFinding> Read(Database database, RunId? run, string? study)
    {
        using var rows = run is { } id
            ? database.Prepare(ReadSql + "f.run = (SELECT seq FROM runs WHERE id = ?) ORDER BY f.id").Bind(id.Value)
            : study is not null
                ? database.Prepare(ReadSql + "f.study = (SELECT seq FROM studies WHERE id = ?) ORDER BY f.id").Bind(study)
                : database.Prepare(ReadSql + "1 ORDER BY f.id");
        var list = new List<StoredFinding>();
        while (rows.Step())
        {
            list.Add(new StoredFinding(rows.SharedText(0), rows.SharedText(1), rows.Text(2), rows.Text(3), Microseconds.ToTime(rows.Int64(4)))
            {
                Remedy = rows.SharedTextOrNull(5),
                Data = rows.TextOrNull(6),
                Suppressed = rows.SharedTextOrNull(7),
                Run = RunRows.ReadId(rows, 8),
                Study = rows.TextOrNull(9),
            });
        }

        return list;
    }

    private static Statement Delete(Database database, long? run, long? study) =>
        run is not null
            ? database.Prepare("DELETE FROM findings WHERE run = ?").Bind(run)
            : study is not null
                ? database.Prepare("DELETE FROM findings WHERE study = ?").Bind(study)
                : database.Prepare("DELETE FROM findings WHERE run IS NULL AND study IS NULL");
}
