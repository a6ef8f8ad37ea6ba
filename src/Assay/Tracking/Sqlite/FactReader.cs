namespace Assay.Tracking.Sqlite;

/// <summary>Reads what is known of one run besides its short record and its metrics.</summary>
internal static class FactReader
{
    /// <summary>The long part of the record; null when none was stored.</summary>
    public static RunDetails? Details(Database database, long seq)
    {
        using var rows = database.Prepare("SELECT document FROM run_details WHERE run = ?").Bind(seq);
        return rows.Step() ? DetailsJson.Read(rows.Text(0)) : null;
    }

    /// <summary>Params by key.</summary>
    public static IReadOnlyList<Param> Params(Database database, long seq)
    {
        using var rows = database.Prepare("SELECT key, json FROM params WHERE run = ? ORDER BY key").Bind(seq);
        var list = new List<Param>();
        while (rows.Step())
            list.Add(new Param(rows.SharedText(0), rows.Text(1)));
        return list;
    }

    /// <summary>Tags by key.</summary>
    public static IReadOnlyDictionary<string, string> Tags(Database database, long seq)
    {
        using var rows = database.Prepare("SELECT key, value FROM tags WHERE run = ? ORDER BY key").Bind(seq);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rows.Step())
            tags.Add(rows.SharedText(0), rows.SharedText(1));
        return tags;
    }

    /// <summary>Files by path.</summary>
    public static IReadOnlyList<Artifact> Artifacts(Database database, long seq)
    {
        using var rows = database.Prepare("SELECT path, size, digest, stored FROM artifacts WHERE run = ? ORDER BY path").Bind(seq);
        var list = new List<Artifact>();
        while (rows.Step())
            list.Add(new Artifact(rows.Text(0), rows.Int64(1), rows.Text(2), rows.Int64(3) != 0));
        return list;
    }

    /// <summary>Datasets by name and role.</summary>
    public static IReadOnlyList<Dataset> Datasets(Database database, long seq)
    {
        using var rows = database.Prepare(
            "SELECT d.name, d.digest, NULLIF(u.role, ''), d.row_count, d.source FROM run_datasets u JOIN datasets d ON d.id = u.dataset WHERE u.run = ? ORDER BY d.name, u.role, d.digest").Bind(seq);
        var list = new List<Dataset>();
        while (rows.Step())
            list.Add(new Dataset(rows.Text(0), rows.Text(1), rows.TextOrNull(2), rows.Int64OrNull(3), rows.TextOrNull(4)));
        return list;
    }

    /// <summary>The journal, oldest first.</summary>
    public static IReadOnlyList<StatusEvent> Events(Database database, long seq)
    {
        using var rows = database.Prepare("SELECT time, who, from_status, to_status, why FROM events WHERE run = ? ORDER BY id").Bind(seq);
        var list = new List<StatusEvent>();
        while (rows.Step())
        {
            RunStatus? from = rows.IsNull(2) ? null : Names<RunStatus>.Parse(rows.SharedText(2));
            list.Add(new StatusEvent(Microseconds.ToTime(rows.Int64(0)), rows.SharedText(1), from, Names<RunStatus>.Parse(rows.SharedText(3)), rows.TextOrNull(4)));
        }

        return list;
    }

    /// <summary>Consumed offsets by file.</summary>
    public static IReadOnlyList<SpoolPosition> Spools(Database database, long seq)
    {
        using var rows = database.Prepare("SELECT file, consumed, head_digest FROM spools WHERE run = ? ORDER BY file").Bind(seq);
        var list = new List<SpoolPosition>();
        while (rows.Step())
            list.Add(new SpoolPosition(rows.Text(0), rows.Int64(1), rows.Text(2)));
        return list;
    }
}
