namespace Assay.Tracking.Sqlite;

/// <summary>Writes notes. Writer's thread only, inside a transaction.</summary>
internal sealed class NoteWriter(Database database, TimeProvider clock)
{
    private const string InsertSql =
        "INSERT INTO notes(kind, text, target_kind, target_id, author, created_at, changed_at, state, place, settled_by, section, line) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, COALESCE(?9, (SELECT max(place) FROM notes WHERE target_kind = ?3 AND target_id = ?4) + 1, 1), ?10, ?11, ?12)";

    private const string PatchSql =
        "UPDATE notes SET text = COALESCE(?2, text), kind = COALESCE(?3, kind), state = COALESCE(?4, state), place = COALESCE(?5, place), settled_by = COALESCE(?6, settled_by), section = NULLIF(COALESCE(?8, section), ''), " +
        // A text that was typed here no longer stands in that line of a log.
        "line = CASE WHEN ?2 IS NULL THEN line ELSE ?9 END, " +
        "changed_at = CASE WHEN ?2 IS NULL AND ?4 IS NULL THEN changed_at ELSE ?7 END WHERE id = ?1";

    /// <summary>Adds a note; an order of 0 puts it last.</summary>
    /// <returns>The note as stored.</returns>
    public Note Add(Note note)
    {
        Insert(note, note.Target, note.Order == 0 ? null : note.Order);
        return NoteRows.ById(database, database.LastInserted)!;
    }

    /// <summary>Adds the notes of something that is just made and has none yet; an order of 0 puts a note last.</summary>
    /// <param name="target">What they are about.</param>
    /// <param name="all">The notes; their own targets do not matter.</param>
    public void AddFirst(NoteTarget target, IReadOnlyList<Note> all)
    {
        var last = 0.0;
        for (var i = 0; i < all.Count; i++)
        {
            var place = all[i].Order == 0 ? last + 1 : all[i].Order;
            Insert(all[i], target, place);
            last = i == 0 ? place : Math.Max(last, place);
        }
    }

    private void Insert(Note note, NoteTarget target, double? place)
    {
        Limits.Text("a note", note.Text, Limits.Value);
        using var insert = database.Prepare(InsertSql);
        insert.Bind(Names<NoteKind>.Of(note.Kind)).Bind(note.Text).Bind(target.Kind).Bind(target.Id).Bind(note.Author)
            .Bind(Microseconds.Of(note.Created)).Bind(Microseconds.Of(note.Changed)).Bind(Names<NoteState>.Of(note.State))
            .Bind(place).Bind(note.SettledBy?.Value).Bind(note.Section).Bind(note.Line).Run();
    }

    /// <summary>Changes a note.</summary>
    /// <returns>The note as stored.</returns>
    /// <exception cref="StoreException">There is no such note.</exception>
    public Note Edit(long id, NotePatch patch)
    {
        if (patch.Text is { } text)
            Limits.Text("a note", text, Limits.Value);
        using (var update = database.Prepare(PatchSql))
        {
            update.Bind(id).Bind(patch.Text).Bind(patch.Kind is { } kind ? Names<NoteKind>.Of(kind) : null).Bind(patch.State is { } state ? Names<NoteState>.Of(state) : null)
                .Bind(patch.Order).Bind(patch.SettledBy?.Value).Bind(Microseconds.Of(clock.GetUtcNow())).Bind(patch.Section).Bind(patch.Line).Run();
        }

        return NoteRows.ById(database, id) ?? throw new StoreException($"There is no note {id.ToString(CultureInfo.InvariantCulture)} in this store.");
    }
}
