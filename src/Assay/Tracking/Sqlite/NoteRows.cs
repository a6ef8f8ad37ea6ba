namespace Assay.Tracking.Sqlite;

/// <summary>Reads notes.</summary>
internal static class NoteRows
{
    private const string Columns = "SELECT id, kind, text, target_kind, target_id, author, created_at, changed_at, state, place, settled_by, section, line FROM notes ";

    private const string FilterSql = Columns +
        "WHERE (?1 IS NULL OR (target_kind = ?1 AND target_id = ?2)) AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR state = ?4) ORDER BY target_kind, target_id, place, id";

    /// <summary>Reads a note.</summary>
    public static Note? ById(Database database, long id)
    {
        using var row = database.Prepare(Columns + "WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    /// <summary>Reads notes by target, order and id.</summary>
    public static IReadOnlyList<Note> Filter(Database database, NoteFilter filter)
    {
        using var rows = database.Prepare(FilterSql).Bind(filter.Target?.Kind).Bind(filter.Target?.Id)
            .Bind(filter.Kind is { } kind ? Names<NoteKind>.Of(kind) : null).Bind(filter.State is { } state ? Names<NoteState>.Of(state) : null);
        var list = new List<Note>();
        while (rows.Step())
            list.Add(Read(rows));
        return list;
    }

    private static Note Read(Statement row) => new(
        row.Int64(0), Names<NoteKind>.Parse(row.SharedText(1)), row.Text(2), new NoteTarget(row.SharedText(3), row.Text(4)), row.SharedText(5), Microseconds.ToTime(row.Int64(6)))
    {
        Changed = Microseconds.ToTime(row.Int64(7)),
        State = Names<NoteState>.Parse(row.SharedText(8)),
        Order = row.Double(9),
        SettledBy = RunRows.ReadId(row, 10),
        Section = row.TextOrNull(11),
        Line = (int?)row.Int64OrNull(12),
    };
}
