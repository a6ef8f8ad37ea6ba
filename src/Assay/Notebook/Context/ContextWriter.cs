using Assay.Notebook.Text;
using Assay.Notebook.Tracker;
using Assay.Tracking;

namespace Assay.Notebook.Context;

/// <summary>Writes a hand-over: every workstream under its own heading.</summary>
internal sealed class ContextWriter(LogBook book)
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes the book.</summary>
    public string Write()
    {
        var updated = book.Updated;
        // A plan without a workstream is handed over under its own name.
        IEnumerable<LogWorkstream> workstreams = book.Workstreams.Count > 0 || book.Entries.Count + book.Priorities.Count == 0
            ? book.Workstreams
            : [new LogWorkstream(book.Name) { Name = book.Name, Title = book.Title, Focus = book.Description?.ReplaceLineEndings(" "), Status = book.Status?.ReplaceLineEndings(" ") }];
        foreach (var workstream in workstreams)
        {
            WriteWorkstream(workstream, updated);
            updated = null;
        }

        if (updated is { } date)
            _text.Append("# Last Updated: ").Append(date.ToLogText()).Append("\n\n");
        ContextNotes.WriteSections(_text, 1, book.Notes);
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private void WriteWorkstream(LogWorkstream workstream, LogDate? updated)
    {
        var number = workstream.Id.StartsWith("ws", StringComparison.Ordinal) && workstream.Id.Length > 2 && workstream.Id[2..].All(char.IsAsciiDigit) ? workstream.Id[2..] + " " : "";
        _text.Append("# Workstream ").Append(number).Append("Context").Append(workstream.Title is null ? "" : ": " + workstream.Title).Append('\n');
        if (updated is { } date)
            _text.Append("# Last Updated: ").Append(date.ToLogText()).Append('\n');
        Heading(2, "Identity");
        Field("ID", workstream.Id);
        Field("Name", workstream.Name);
        Field("Focus", workstream.Focus);
        Field("Status", workstream.Status ?? Done());
        if ((workstream.CurrentTask ?? workstream.TaskStatus ?? Next()) is not null)
            Heading(2, "Current Task");
        Field("Working on", workstream.CurrentTask ?? (workstream.TaskStatus is null ? Next() : null));
        Field("Status", workstream.TaskStatus);
        Rule();
        if (workstream.Periods.Count == 0)
            WriteSession(workstream, null, isNewest: true);
        for (var i = 0; i < workstream.Periods.Count; i++)
        {
            // The history finds a session by its place among those of its date.
            if (i == 0 || HasDetails(workstream.Periods[i]) || workstream.Periods.Skip(i + 1).Any(later => later.Date == workstream.Periods[i].Date && HasDetails(later)))
                WriteSession(workstream, workstream.Periods[i], isNewest: i == 0);
        }

        Heading(2, "Session History");
        foreach (var period in workstream.Periods)
        {
            var title = period.HistoryTitle ?? period.Title;
            Heading(3, period.Date.ToLogText() + (title is null ? "" : $" ({title})"));
            ContextNotes.Write(_text, period.History, NoteKind.Note, numbered: false);
        }

        if (workstream.Periods.Count == 0)
            _text.Append("None.\n");
        Gap();
        ContextNotes.WriteSections(_text, 2, workstream.Notes);
        Gap();
    }

    private static bool HasDetails(LogPeriod period) =>
        period.HistoryTitle is not null || period.Notes.Count > 0 || period.Entry is not null || (period.FilesModified ?? (object?)period.Branch ?? period.Commit ?? period.CommitTitle ?? period.Clean ?? period.Outputs) is not null;

    private void WriteSession(LogWorkstream workstream, LogPeriod? period, bool isNewest)
    {
        Heading(2, period is null ? "Session" : $"Session {period.Date.ToLogText()}{(period.Title is null ? "" : ": " + period.Title)}");
        if (period is null)
            _text.Append("No session yet.\n");
        WriteResults(workstream, period, isNewest);
        var notes = PeriodDraft.Arrange(period?.Notes ?? []);
        WriteList(3, "User Priorities for Next Steps", notes, NoteKind.UserPriority, null);
        var remark = period is { FilesModified.Count: 0 } && notes.Count(note => note.Section == PeriodDraft.FilesSection) == 1 ? notes.First(note => note.Section == PeriodDraft.FilesSection) : null;
        if (remark is not { Kind: NoteKind.Note, State: NoteState.Open } || remark.Text.Contains('\n', StringComparison.Ordinal))
            remark = null;
        ContextNotes.WriteSections(_text, 3, notes.Where(note => note != remark && (note.Section is not null || note.Kind is not (NoteKind.UserPriority or NoteKind.NextStep or NoteKind.Decision))));
        Rule();
        WriteFiles(period?.FilesModified, remark);
        WriteGit(period);
        Rule();
        Heading(2, "Outputs Generated");
        _text.Append(period?.Outputs is { } outputs ? new CodeBlock(0, "", outputs).ToMarkdown() : "None.").Append('\n');
        Rule();
        WriteList(2, "Next Session Should", notes, NoteKind.NextStep, isNewest ? Pending() : null);
        Rule();
        WriteList(2, "Key Decisions This Session", notes, NoteKind.Decision, null);
        Rule();
    }

    private void WriteList(int level, string heading, IReadOnlyList<LogNote> notes, NoteKind kind, IEnumerable<string>? computed)
    {
        Heading(level, heading);
        var number = 0;
        foreach (var line in computed ?? [])
            _text.Append(CultureInfo.InvariantCulture, $"{++number}. {line}\n");
        LogNote[] own = [.. notes.Where(note => note.Kind == kind && note.Section is null)];
        ContextNotes.Write(_text, own, kind, numbered: true, number);
        if (own.Length + number == 0)
            _text.Append("None.\n");
    }

    // Where nobody said how it stands, the plan's runs do; the reader passes over it.
    private string? Done()
    {
        LogEntry[] planned = [.. book.Entries.Where(entry => entry.Experiment is not null && TrackerEntries.IsCurrent(entry))];
        if (book.Priorities.Count == 0 || planned.Length == 0)
            return null;
        var others = planned.Where(entry => entry.Status is not (null or RunStatus.Completed)).CountBy(entry => entry.Status!.Value).OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $", {pair.Value} {pair.Key.Name()}"));
        return string.Create(CultureInfo.InvariantCulture, $"{planned.Count(entry => entry.Status == RunStatus.Completed)} of {planned.Length} planned experiments done{string.Concat(others)}");
    }

    private string? Next() => book.Priorities.FirstOrDefault(priority => priority.Command is not null && priority.Status != RunStatus.Completed) is { } next
        ? ContextNotes.NextInPlan + next.Id + (next.Title is null ? "" : $" ({next.Title.ReplaceLineEndings(" ")})") : null;

    // What is planned and not done yet is the first thing to do.
    private IEnumerable<string> Pending()
    {
        foreach (var priority in book.Priorities.Where(priority => priority.Status is not RunStatus.Completed))
        {
            var done = book.Entries.Where(entry => entry.Status == RunStatus.Completed && TrackerEntries.IsCurrent(entry)).Select(entry => entry.Experiment).Intersect(priority.Experiments).Count();
            var left = priority.Experiments.Count - done;
            var title = priority.Title is null ? "" : $" ({priority.Title.ReplaceLineEndings(" ")})";
            var command = priority.Command is null ? "" : ": " + Markdown.Code(priority.Command.ReplaceLineEndings(" "));
            yield return string.Create(CultureInfo.InvariantCulture, $"Run the {left} {(priority.Status == RunStatus.Planned ? "planned" : "remaining")} experiment{(left == 1 ? "" : "s")} of {priority.Id}{title}{command}");
        }
    }

    private void WriteResults(LogWorkstream workstream, LogPeriod? period, bool isNewest)
    {
        Heading(3, "Key Results");
        if (period?.Entry is { } key && book.Entries.FirstOrDefault(entry => entry.Key == key) is { } found)
            WriteEntry(found, period.Title);
        var named = book.Workstreams.SelectMany(stream => stream.Periods).Select(each => each.Entry).OfType<string>().ToHashSet();
        LogEntry[] runs = [.. book.Entries.Where(entry => !named.Contains(entry.Key) && (entry.Workstream is null || entry.Workstream == workstream.Id))];
        if (isNewest && (runs.Length > 0 || period?.Entry is null))
            ContextSummary.Write(_text, book, runs);
        else if (period?.Entry is null)
            _text.Append("None.\n");
    }

    private void WriteEntry(LogEntry entry, string? periodTitle)
    {
        // The notes below carry what was found in them.
        entry = entry.WithoutSaidValues();
        LogParam[] config = [.. entry.Params.Where(param => !IsOfGroup(param))];
        LogMetric[] best = [.. entry.Metrics.Where(metric => !ContextResults.TryMean(metric.Key, out _, out _, out _))];
        if (config.Length + best.Length > 0)
        {
            if (entry.Title is not null && entry.Title != periodTitle)
                Heading(4, ContextHeading.ForNotes(entry.Title));
            _text.Append("**Best Config Found**:\n```\n");
            foreach (var line in config.Chunk(4))
                _text.AppendJoin(", ", line.Select(param => $"{param.Key}={ContextValue.ToText(param.Json)}")).Append('\n');
            foreach (var metric in best)
                _text.Append(metric.Key).Append(": ").Append(metric.Last.Value.ToString()).Append('\n');
            _text.Append("```\n");
        }

        WriteMeans(entry);
        Gap();
        ContextNotes.WriteSections(_text, 4, entry.Notes);
    }

    private static bool IsOfGroup(LogParam param) => param.Key.EndsWith(ContextResults.Tested, StringComparison.Ordinal) || param.Key.EndsWith(ContextResults.Remark, StringComparison.Ordinal);

    private void WriteMeans(LogEntry entry)
    {
        var means = new List<(string Param, string Value, string Name, LogMetric Metric)>();
        foreach (var metric in entry.Metrics)
        {
            if (ContextResults.TryMean(metric.Key, out var param, out var value, out var name))
                means.Add((param, value, name, metric));
        }

        var tested = entry.Params.Where(param => param.Key.EndsWith(ContextResults.Tested, StringComparison.Ordinal)).ToDictionary(param => param.Key[..^ContextResults.Tested.Length], param => param.Json);
        string[] groups = [.. tested.Keys.Concat(means.Select(mean => mean.Param)).Distinct()];
        if (groups.Length > 0)
            Heading(4, "Hyperparameter Insights");
        foreach (var group in groups)
        {
            Gap();
            var list = tested.TryGetValue(group, out var json) ? ContextValue.Items(json) : means.Where(mean => mean.Param == group).Select(mean => mean.Value).Distinct();
            _text.Append("**").Append(LogKey.Label(group)).Append("** (").Append(("tested " + string.Join(", ", list)).Trim()).Append("):\n");
            foreach (var value in means.Where(mean => mean.Param == group).GroupBy(mean => mean.Value))
            {
                var mean = value.First(each => !ContextResults.Counts.Contains(each.Name) || value.Count() == 1);
                _text.Append("- ").Append(group).Append('=').Append(value.Key).Append(": ").Append(Label(mean.Name)).Append(' ').Append(mean.Metric.Last.Value.ToString());
                if (value.FirstOrDefault(each => ContextResults.Counts.Contains(each.Name)) is { Metric: { } count } counted)
                    _text.Append(" (").Append(count.Last.Value.ToString()).Append(' ').Append(counted.Name).Append(')');
                if (entry.Params.FirstOrDefault(param => param.Key == $"{group}={value.Key}{ContextResults.Remark}") is { } remark)
                    _text.Append(" - ").Append(ContextValue.Content(remark.Json));
                _text.Append('\n');
            }
        }
    }

    private static string Label(string name) => string.Join(' ', name.Split('_').Select(word => word is "auc" or "auprc" or "ev" or "mse" or "mae" or "f1" ? word.ToUpperInvariant() : word.Length > 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word)) is var label && LogKey.Of(label) == name ? label : name;

    private void WriteFiles(IReadOnlyList<string>? files, LogNote? remark)
    {
        Heading(2, "Files Modified This Session");
        if (files is null)
            _text.Append("Not known.\n");
        else if (files.Count == 0)
            _text.Append(remark is null ? "- None\n" : $"- None ({remark.Text})\n");
        foreach (var file in files ?? [])
            _text.Append("- ").Append(Quoted(file)).Append('\n');
    }

    // What happened to a file stands behind its name.
    private static string Quoted(string file)
    {
        if (file.Contains('`', StringComparison.Ordinal))
            return file;
        var happened = Array.Find(PeriodDraft.Happened, word => file.Length > word.Length && file.EndsWith(word, StringComparison.Ordinal)) ?? "";
        return $"`{file[..^happened.Length]}`{happened}";
    }

    private void WriteGit(LogPeriod? period)
    {
        Heading(2, "Git Status");
        var commit = string.Join(' ', new[] { period?.Commit is { } hash ? $"`{hash}`" : null, period?.CommitTitle }.OfType<string>());
        Field("Branch", period?.Branch is { } branch ? branch.Contains('`', StringComparison.Ordinal) ? branch : $"`{branch}`" : "Not known.");
        Field("Last commit", commit.Length > 0 ? commit : "Not known.");
        Field("Clean", period?.Clean ?? "Not known.");
    }

    private void Field(string label, string? value)
    {
        if (value is not null)
            _text.Append("- **").Append(label).Append("**: ").Append(value).Append('\n');
    }

    private void Heading(int level, string heading)
    {
        Gap();
        _text.Append('#', level).Append(' ').Append(heading).Append('\n');
        if (level > 2)
            _text.Append('\n');
    }

    private void Rule()
    {
        Gap();
        _text.Append("---\n");
    }

    private void Gap()
    {
        if (_text.Length > 1 && (_text[^1] != '\n' || _text[^2] != '\n'))
            _text.Append('\n');
    }
}
