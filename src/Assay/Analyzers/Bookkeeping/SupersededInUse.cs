using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS609. A superseded result is still used: a run that counts is built on it, or a sentence of one that counts, or a note, cites it.</summary>
internal sealed class SupersededInUse() : Analyzer<Subject>(new Rule(
    "AS609",
    "Superseded result in use",
    Severity.Error,
    "Run what was built on it again, or cite the run that took its place."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(Subject subject, CancellationToken cancellationToken) => subject switch
    {
        RecordsSubject records => OfRecords(records),
        LogSubject log => OfLog(log),
        _ => [],
    };

    private static IEnumerable<Observation> OfRecords(RecordsSubject subject)
    {
        foreach (var old in subject.Runs.Select(row => row.Run).Where(run => run.SupersededWhy is not null))
        {
            var users = subject.Runs.Where(row => row.Run.SupersededWhy is null && row.Run.Id != old.SupersededBy && Uses(row.Run, old)).Select(row => row.Run.Place?.Experiment ?? row.Run.Name).ToList();
            var notes = subject.Notes.Count(note => note.State == NoteState.Open && note.Target != NoteTarget.Run(old.Id) && (old.SupersededBy is not { } next || note.Target != NoteTarget.Run(next)) && Mention.In(note.Text, old.Name));
            if (users.Count + notes == 0)
                continue;
            var by = users.Count > 0 ? Say($"{users.Count} run{(users.Count == 1 ? "" : "s")} ({string.Join(", ", users.Take(3))})") : "";
            var cited = notes > 0 ? Say($"{notes} open note{(notes == 1 ? "" : "s")}") : "";
            yield return new Observation(Say($"the run is superseded ('{old.SupersededWhy}') and still used by {string.Join(" and ", new[] { by, cited }.Where(part => part.Length > 0))}")) { Place = Place.Of(old), Numbers = Numbers(("runs", users.Count), ("notes", notes)) };
        }
    }

    private static bool Uses(Run run, Run old) => run.Parent == old.Id || run.ResolvedBy == old.Id || Mention.In(run.Result, old.Name) || Mention.In(run.Conclusion, old.Name);

    private static IEnumerable<Observation> OfLog(LogSubject subject)
    {
        foreach (var old in subject.Entries.Where(entry => entry is { IsSuperseded: true, Name: not null }))
        {
            var users = subject.Entries.Where(entry => entry != old && !entry.IsSuperseded && entry.Name != old.SupersededBy && Mention.In(entry, old.Name!)).ToList();
            if (users.Count > 0)
                yield return new Observation(Say($"'{old.Name}' is superseded{(old.SupersededBy is { } next ? $" by '{next}'" : "")} and still cited by {users.Count} entr{(users.Count == 1 ? "y" : "ies")}, e.g. '{users[0].Name ?? users[0].Title}' (line {users[0].Line})")) { Line = old.Line, Numbers = Numbers(("entries", users.Count)) };
        }
    }
}
