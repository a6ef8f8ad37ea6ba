using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>
/// The log format <c>tracker</c>: status tables by priority, top results, findings, what is pending with the exact command. Every number is
/// computed from the plan and the store; sentences come from notes.
/// </summary>
public sealed class TrackerLog
{
    private const int OtherMetrics = 4;
    private const int ShownLocations = 5;
    private readonly PlanProgress _progress;
    private readonly IReadOnlyList<Note> _notes;
    private readonly DateTimeOffset _now;
    private readonly Plan _plan;
    private readonly ILookup<string, ExperimentProgress> _byId;
    private readonly MetricColumn? _main;
    private readonly StringBuilder _text = new();

    private TrackerLog(PlanProgress progress, IReadOnlyList<Note> notes, DateTimeOffset now)
    {
        _progress = progress;
        _notes = notes;
        _now = now;
        _plan = progress.Plan;
        _byId = progress.Experiments.ToLookup(e => e.Experiment.Id, StringComparer.Ordinal);
        _main = MainMetric();
    }

    /// <summary>Writes the tracker.</summary>
    /// <param name="progress">The plan with its runs, metrics read.</param>
    /// <param name="notes">Notes about the plan and its parts; others are left out.</param>
    /// <param name="now">Shown as the date of the last update, UTC.</param>
    /// <returns>Markdown, "\n"-ended.</returns>
    public static string Write(PlanProgress progress, IReadOnlyList<Note> notes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(notes);
        return new TrackerLog(progress, notes, now).Write();
    }

    private string Write()
    {
        Head();
        Overview();
        RunStatus();
        TopResults();
        Findings();
        Bullets("Observations", Notes(NoteKind.Observation, NoteKind.Issue));
        NextSteps();
        Commands();
        Files();
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private void Head()
    {
        _text.Append(CultureInfo.InvariantCulture, $"# {_plan.Description ?? _plan.Name}: experiment tracker\n\n");
        _text.Append(CultureInfo.InvariantCulture, $"**Last Updated**: {_now.UtcDateTime:yyyy-MM-dd}\n**Status**: {Status()}\n\n---\n\n");
    }

    private string Status()
    {
        var groups = Groups();
        var active = groups.Where(g => g.IsStarted && !g.IsComplete).Select(g => g.Name).ToArray();
        if (active.Length > 0)
            return string.Join(", ", active) + " In Progress";
        if (groups.All(g => g.IsComplete))
            return "Complete";
        return groups.Exists(g => g.IsComplete) ? groups.First(g => !g.IsComplete).Name + " Next" : "Not Started";
    }

    private void Overview()
    {
        _text.Append("## Experiment Overview\n\n");
        IEnumerable<(string Name, int Count, string About)> categories = _plan.Phases.Count > 0
            ? _plan.Phases.Select(phase => (phase.Id, _plan.InPhase(phase.Id).Count, phase.Title ?? phase.Goal ?? ""))
                .Append(("other", _plan.Experiments.Count(e => e.Phase is null), "in no phase")).Where(c => c.Item2 > 0)
            : Groups().Select(g => (g.Name, g.Members.Count, g.Title ?? ""));
        var rows = categories.Select(c => (IReadOnlyList<string>)[c.Name, Count(c.Count), c.About]).ToList();
        rows.Add(["**Total**", $"**{Count(_plan.Experiments.Count)}**", ""]);
        Markdown.Table(_text, ["Category", "Count", "Description"], rows);
        _text.Append("---\n\n");
    }

    private void RunStatus()
    {
        var groups = Groups();
        var complete = groups.Where(g => g.IsComplete).ToArray();
        var active = groups.Where(g => g.IsStarted && !g.IsComplete).ToArray();
        var pending = groups.Where(g => !g.IsStarted).ToArray();
        _text.Append("## Run Status\n\n### Completed Priorities\n\n");
        Rows(["Priority", "Experiments", "Status", "Best Result"], complete.Select(g => (IReadOnlyList<string>)[g.Name, g.Ids, "✅ Complete", Best(g)]));
        _text.Append("### In Progress\n\n");
        Rows(["Priority", "Experiments", "Status", "Notes"], active.Select(g => (IReadOnlyList<string>)[g.Name, g.Ids, g.IsRunning ? "🔄 Running" : g.HasFailed ? "❌ Failed" : "⏸ Interrupted", About(g)]));
        _text.Append("### Pending\n\n");
        Rows(["Priority", "Experiments", "Type", "Command"], pending.Select(g => (IReadOnlyList<string>)[g.Name, g.Ids, g.Type ?? g.Title ?? "-", Markdown.Code(g.Command)]));
        var failed = _progress.Experiments.Where(e => e.State is ExperimentState.Failed or ExperimentState.Cancelled or ExperimentState.Changed or ExperimentState.Blocked).ToArray();
        if (failed.Length > 0)
        {
            _text.Append("### Failed, Interrupted or Changed\n\n");
            Markdown.Table(_text, ["Experiment", "Status", "What happened", "Command"], failed.Select(e => (IReadOnlyList<string>)
                [e.Experiment.Name, StateWord(e.State), e.Why ?? "", Markdown.Code($"assay run --exp-id {e.Experiment.Id}")]));
        }

        var left = _progress.Experiments.Count(e => e.State is not (ExperimentState.Done or ExperimentState.Running));
        var running = active.Where(g => g.IsRunning).Select(g => g.Name).ToArray();
        _text.Append(CultureInfo.InvariantCulture, $"**Remaining: {left} {(left == 1 ? "experiment" : "experiments")}**{(running.Length > 0 ? $" (besides {string.Join(", ", running)}, running)" : "")}\n\n---\n\n");
    }

    private void Rows(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var list = rows.ToArray();
        if (list.Length == 0)
            _text.Append("None.\n\n");
        else
            Markdown.Table(_text, header, list);
    }

    private void TopResults()
    {
        if (_main is null)
            return;
        var ranked = _byId
            .Select(seeds => (Id: seeds.Key, Seeds: seeds.ToArray(), Values: _main.Values(seeds)))
            .Where(e => e.Values.Length > 0)
            .OrderBy(e => _main.Rank(e.Values.Average())).ThenBy(e => e.Id, StringComparer.Ordinal)
            .Take(_plan.Top?.Limit ?? 10).ToArray();
        _text.Append(CultureInfo.InvariantCulture, $"## Top Results (by {_main.Key}{(_main.Direction == Direction.Minimize ? ", lower is better" : "")})\n\n");
        if (ranked.Length == 0)
        {
            _text.Append("No completed run has this metric yet.\n\n---\n\n");
            return;
        }

        var axes = Axes();
        var others = OtherColumns();
        var rows = ranked.Select((e, i) =>
        {
            var strong = i == 0 ? "**" : "";
            var config = e.Seeds[0].Experiment.Config;
            return (IReadOnlyList<string>)
            [
                Count(i + 1), strong + e.Id + strong,
                .. axes.Select(axis => config.TryGetValue(axis, out var value) ? value.ValueKind == System.Text.Json.JsonValueKind.String ? value.GetString()! : value.GetRawText() : "-"),
                strong + MetricColumn.Show(e.Values) + strong,
                .. others.Select(column => MetricColumn.Show(column.Values(e.Seeds))),
                string.Join("; ", e.Seeds.Select(s => s.Completed?.Run.Caveat).OfType<string>().Distinct()),
            ];
        }).ToArray();
        IReadOnlyList<string> header = ["Rank", "Exp ID", .. axes, _main.Key, .. others.Select(column => column.Key), "Caveat"];
        // A column that says nothing is not shown.
        if (rows.All(row => row[^1].Length == 0))
            (header, rows) = ([.. header.SkipLast(1)], [.. rows.Select(row => (IReadOnlyList<string>)[.. row.SkipLast(1)])]);
        Markdown.Table(_text, header, rows);
        _text.Append("---\n\n");
    }

    private void Findings()
    {
        var findings = Notes(NoteKind.Finding, NoteKind.Insight, NoteKind.Decision, NoteKind.Conclusion);
        if (findings.Length == 0)
            return;
        _text.Append("## Key Findings\n\n");
        for (var i = 0; i < findings.Length; i++)
        {
            var lines = findings[i].Text.ReplaceLineEndings("\n").Split('\n', 2);
            _text.Append(CultureInfo.InvariantCulture, $"### {i + 1}. {lines[0].TrimStart('#', ' ')}\n\n");
            if (lines.Length > 1)
                _text.Append(lines[1].Trim('\n')).Append("\n\n");
        }

        _text.Append("---\n\n");
    }

    private void NextSteps()
    {
        _text.Append("## Next Steps\n\n");
        var steps = Notes(NoteKind.NextStep, NoteKind.UserPriority).Where(n => n.State == NoteState.Open).Select(n => n.Text.ReplaceLineEndings(" "))
            .Concat(Groups().Where(g => !g.IsComplete).Select(g =>
                g.IsRunning ? $"Wait for {g.Name}: {g.DoneCount} of {g.Members.Count} done" : $"Run {g.Name}{(g.Title is null ? "" : $" ({g.Title})")}: {Markdown.Code(g.Command)}"))
            .DefaultIfEmpty("Everything planned is done: write down what follows (`assay note add --kind finding`), or plan more.");
        var number = 0;
        foreach (var step in steps)
            _text.Append(CultureInfo.InvariantCulture, $"{++number}. {step}\n");
        _text.Append("\n---\n\n");
    }

    private void Commands()
    {
        var next = Groups().Find(g => !g.IsComplete);
        _text.Append("## Commands Quick Reference\n\n```bash\n# What is running\nassay status\n\n");
        if (next is not null)
            _text.Append(CultureInfo.InvariantCulture, $"# Run what is due next\n{next.Command}\n\n# See what would run, and why the rest would not\n{next.Command} --dry-run\n\n");
        _text.Append("# Every experiment with its state\nassay list\n");
        if (_progress.Experiments.FirstOrDefault(e => e.IsDue) is { } due)
            _text.Append(CultureInfo.InvariantCulture, $"\n# One experiment\nassay run --exp-id {due.Experiment.Id}\n");
        if (_main is not null)
            _text.Append(CultureInfo.InvariantCulture, $"\n# The best runs\nassay top --by {_main.Key}\n");
        _text.Append("```\n\n---\n\n");
    }

    private void Files()
    {
        _text.Append("## File Locations\n\n");
        _text.Append(CultureInfo.InvariantCulture, $"- Plan: {Markdown.Code(Path.GetFileName(_plan.File))}\n");
        var results = _plan.Experiments
            .SelectMany(e => e.Results.Where(r => r.Format != Tracking.Results.ResultFormat.StandardOutput).Select(r => Pattern(r.Location, e)))
            .Distinct(StringComparer.Ordinal).Take(ShownLocations);
        foreach (var result in results)
            _text.Append(CultureInfo.InvariantCulture, $"- Results: {Markdown.Code(result)}\n");
        _text.Append("- Runs, with output and metrics: `.assay/`\n");
    }

    // One line for the results of all experiments, not one each.
    private static string Pattern(string location, PlannedExperiment experiment) =>
        (experiment.Out.Length > 0 ? location.Replace(experiment.Out, "{out}", StringComparison.Ordinal) : location).Replace(experiment.Id, "{id}", StringComparison.Ordinal);

    private void Bullets(string title, Note[] notes)
    {
        if (notes.Length == 0)
            return;
        _text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        foreach (var note in notes)
            _text.Append(CultureInfo.InvariantCulture, $"- {note.Text.ReplaceLineEndings("\n  ")}\n");
        _text.Append("\n---\n\n");
    }

    // What the plan says, else the first declared metric with a direction, else nothing: a guess would rank by an accident.
    private MetricColumn? MainMetric()
    {
        if (_plan.Top is { } top)
            return Column(top.By);
        return _plan.Metrics.FirstOrDefault(m => m.Maximize is not null) is { } declared ? Column(declared.Key) : null;
    }

    private MetricColumn Column(string key)
    {
        var declared = _plan.Metrics.FirstOrDefault(m => m.Key == key)?.Maximize;
        var direction = declared switch
        {
            true => Direction.Maximize,
            false => Direction.Minimize,
            null => _progress.Experiments.Select(e => e.Completed?.Metrics.GetValueOrDefault(key)?.Identity.Direction).FirstOrDefault(d => d is not null),
        };
        return new MetricColumn(key, direction);
    }

    private MetricColumn[] OtherColumns() =>
        [.. _plan.Metrics.Select(m => m.Key)
            .Concat(_progress.Experiments.Select(e => e.Completed).OfType<RunRow>().SelectMany(row => row.Metrics.Keys.Order(StringComparer.Ordinal)))
            .Distinct(StringComparer.Ordinal).Where(key => key != _main!.Key)
            .Where(key => _progress.Experiments.Any(e => e.Completed?.Metrics.ContainsKey(key) == true))
            .Take(OtherMetrics).Select(Column)];

    // The configuration keys whose values differ somewhere in the plan.
    private string[] Axes() =>
        [.. _plan.Experiments.SelectMany(e => e.Config).GroupBy(part => part.Key, StringComparer.Ordinal)
            .Where(group => group.Select(part => part.Value.GetRawText()).Distinct(StringComparer.Ordinal).Skip(1).Any()).Select(group => group.Key)];

    private string Best(TrackerGroup group)
    {
        if (_main is null)
            return "-";
        var best = group.Members.GroupBy(m => m.Experiment.Id).Select(seeds => (Id: seeds.Key, Values: _main.Values(seeds)))
            .Where(e => e.Values.Length > 0).OrderBy(e => _main.Rank(e.Values.Average())).FirstOrDefault();
        return best.Id is null ? "-" : $"{best.Id}: {MetricColumn.Show(best.Values)} {_main.Key}";
    }

    private static string StateWord(ExperimentState state) => state switch
    {
        ExperimentState.Failed => "❌ Failed",
        ExperimentState.Cancelled => "⏸ Interrupted",
        ExperimentState.Changed => "♻ Changed",
        _ => "⛔ Blocked",
    };

    private string About(TrackerGroup group)
    {
        var best = Best(group);
        return string.Join("; ", new[]
        {
            group.Title ?? "", $"{group.DoneCount} of {group.Members.Count} done{(group.FailedCount > 0 ? $", {group.FailedCount} failed" : "")}", best == "-" ? "" : "best " + best,
        }.Where(part => part.Length > 0));
    }

    private Note[] Notes(params NoteKind[] kinds) =>
        [.. _notes.Where(n => kinds.Contains(n.Kind) && n.State != NoteState.Dropped && IsAboutPlan(n.Target))];

    private bool IsAboutPlan(NoteTarget target) => target.Kind switch
    {
        "store" => true,
        "plan" => target.Id == _plan.Name,
        "phase" or "item" or "priority" => target.Id.StartsWith(_plan.Name + "/", StringComparison.Ordinal),
        _ => false,
    };

    private List<TrackerGroup> Groups() => TrackerGroup.Of(_progress);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
