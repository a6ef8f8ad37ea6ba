using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>What a person edited among the notes of one owner, as changes to the store.</summary>
/// <param name="target">The owner.</param>
/// <param name="options">How it goes in.</param>
internal sealed class NoteMerge(NoteTarget target, LogImportOptions options)
{
    /// <summary>Notes to add; their order puts each where it was typed.</summary>
    public List<Note> Added { get; } = [];

    /// <summary>Notes to change.</summary>
    public List<(long Id, NotePatch Patch)> Changed { get; } = [];

    /// <summary>Edits of notes that changed in the store as well.</summary>
    public List<LogRemark> Conflicts { get; } = [];

    /// <summary>Compares the notes of a file with what it said last time, and with the store.</summary>
    /// <param name="before">The notes as the file said them last time; null when it is new.</param>
    /// <param name="mine">The notes as the file says them now.</param>
    /// <param name="stored">The notes of the store as the book would print them.</param>
    /// <param name="orders">Order of each stored note by its number.</param>
    public void Compare(IReadOnlyList<LogNote>? before, IReadOnlyList<LogNote> mine, IReadOnlyList<LogNote> stored, IReadOnlyDictionary<long, double> orders)
    {
        if (before is null && stored.Count == 0 && mine.Count == 0)
            return;
        var free = stored.ToList();
        var known = new long[mine.Count];
        // What reads the same in file and store is the same note.
        for (var i = 0; i < mine.Count; i++)
            known[i] = Take(free, mine[i]);
        foreach (var (old, now) in Edits(before ?? [], mine))
        {
            if (now >= 0 && known[now] == 0)
            {
                known[now] = Take(free, old!);
                if (known[now] != 0)
                    Changed.Add((known[now], Patch(old!, mine[now])));
                else
                    Conflicts.Add(new LogRemark(mine[now].Line, LogCertainty.Left, $"the {Word(old!)} '{Start(old!.Text)}' was edited here and has changed or gone in the store too: the store's stays, the typed one is added"));
            }
            else if (now < 0 && Take(free, old!) is var gone and not 0)
            {
                Changed.Add((gone, new NotePatch { State = NoteState.Removed }));
            }
        }

        for (var i = 0; i < mine.Count; i++)
        {
            if (known[i] == 0)
                Added.Add(EntryDraft.NoteOf(mine[i], target, options) with { Order = Place(known, orders, i) });
        }
    }

    private static long Take(List<LogNote> free, LogNote note)
    {
        var at = free.FindIndex(other => IsSame(other, note));
        if (at < 0)
            return 0;
        var id = free[at].Id;
        free.RemoveAt(at);
        return id;
    }

    private static bool IsSame(LogNote a, LogNote b) => a.Kind == b.Kind && a.State == b.State && a.Section == b.Section && a.Text == b.Text;

    private static NotePatch Patch(LogNote old, LogNote now) => new()
    {
        Text = old.Text == now.Text ? null : now.Text,
        Line = now.Line,
        Kind = old.Kind == now.Kind ? null : now.Kind,
        State = old.State == now.State ? null : now.State,
        Section = old.Section == now.Section ? null : now.Section ?? "",
    };

    /// <summary>
    /// Pairs what is only in the old list with what is only in the new one: between two notes that stayed, the first old with the first new,
    /// and so on. A pair is an edit; an old one alone (index −1) was deleted.
    /// </summary>
    private static IEnumerable<(LogNote? Old, int Now)> Edits(IReadOnlyList<LogNote> before, IReadOnlyList<LogNote> mine)
    {
        var (i, j) = (0, 0);
        while (i < before.Count || j < mine.Count)
        {
            if (i < before.Count && j < mine.Count && IsSame(before[i], mine[j]))
            {
                (i, j) = (i + 1, j + 1);
                continue;
            }

            // The next note that stayed: the nearest pair of equals.
            var (nextI, nextJ) = NextEqual(before, i, mine, j);
            for (; i < nextI || j < nextJ; i++, j++)
            {
                if (i < nextI)
                    yield return (before[i], j < nextJ ? j : -1);
            }

            (i, j) = (nextI, nextJ);
        }
    }

    private static (int I, int J) NextEqual(IReadOnlyList<LogNote> before, int i, IReadOnlyList<LogNote> mine, int j)
    {
        for (var distance = 1; distance <= before.Count - i + mine.Count - j; distance++)
        {
            for (var a = Math.Max(0, distance - (mine.Count - 1 - j)); a <= distance && i + a < before.Count; a++)
            {
                if (j + distance - a < mine.Count && IsSame(before[i + a], mine[j + distance - a]))
                    return (i + a, j + distance - a);
            }
        }

        return (before.Count, mine.Count);
    }

    /// <summary>An order between the neighbours that are in the store; 0, last, when none follows.</summary>
    private static double Place(long[] known, IReadOnlyDictionary<long, double> orders, int at)
    {
        var (first, last) = (at, at);
        while (first > 0 && known[first - 1] == 0)
            first--;
        while (last < known.Length && known[last] == 0)
            last++;
        if (last == known.Length || !orders.TryGetValue(known[last], out var after))
            return 0;
        var before = first > 0 && orders.TryGetValue(known[first - 1], out var order) ? order : after - 1;
        return before + ((after - before) * (at - first + 1) / (last - first + 1));
    }

    private static string Word(LogNote note) => note.Kind.ToString().ToLowerInvariant();

    private static string Start(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
