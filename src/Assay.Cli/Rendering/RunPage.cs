using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Everything about a run, as <c>assay show</c> prints it.</summary>
internal sealed record RunPage(
    WholeRun Whole,
    IReadOnlyDictionary<MetricIdentity, string> Curves,
    IReadOnlyList<Artifact> Artifacts,
    IReadOnlyList<StatusEvent> Events,
    IReadOnlyList<Note> Notes,
    IReadOnlyList<StoredFinding> Findings,
    IReadOnlyList<RunLink> Links,
    IReadOnlyList<(string Name, string Path)> Outputs)
{
    private const int CurveColumns = 24;

    // Beyond this a page is no page any more; --json has all.
    private const int MostRows = 200;

    /// <summary>Reads what is shown of a run.</summary>
    public static async Task<RunPage> ReadAsync(IRunStore store, Run run, CancellationToken cancellationToken)
    {
        var whole = await WholeRun.ReadAsync(store, run, cancellationToken);
        return new RunPage(
            whole,
            await ReadCurvesAsync(store, run.Id, whole.Metrics, CurveColumns, cancellationToken),
            await store.GetArtifactsAsync(run.Id, cancellationToken),
            await store.GetEventsAsync(run.Id, cancellationToken),
            await store.GetNotesAsync(new NoteFilter { Target = NoteTarget.Run(run.Id) }, cancellationToken),
            await store.GetFindingsAsync(run.Id, null, cancellationToken),
            await RunLinks.ReadAsync(store, run, cancellationToken),
            [.. ((ReadOnlySpan<string>)["stdout", "stderr"]).ToArray().Select(name => (name, Path.Combine(store.Folder, "runs", run.Id.Value, $"{name}.log"))).Where(output => File.Exists(output.Item2))]);
    }

    /// <summary>Draws the series that hold more than one point.</summary>
    public static async Task<IReadOnlyDictionary<MetricIdentity, string>> ReadCurvesAsync(
        IRunStore store, RunId run, IEnumerable<MetricSummary> series, int columns, CancellationToken cancellationToken)
    {
        var curves = new Dictionary<MetricIdentity, string>();
        foreach (var metric in series.Where(metric => metric.Count > 1).Take(MostRows))
        {
            var points = await store.GetPointsAsync(run, metric.Identity, cancellationToken);
            curves[metric.Identity] = Sparkline.Draw([.. points.Select(point => point.Value)], columns);
        }

        return curves;
    }

    /// <summary>Prints the page.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="now">For how long a running one has run.</param>
    public void Print(Screen screen, DateTimeOffset now)
    {
        var run = Whole.Run;
        screen.Write(run.Id.Tail, Ink.Bold).Write("  ").Write(RunText.Title(run), Ink.Bold).Write("  ").Line(run.Status.Name(), RunText.StatusInk(run));
        PrintFacts(screen, now);
        PrintDetails(screen);
        foreach (var link in Links)
            screen.Fact(link.Word, $"{link.Other.Tail}{(link.Run is { } other ? $"  {RunText.Title(other)}  ({RunText.Status(other)})" : "  (not in this store)")}");
        foreach (var (name, path) in Outputs)
            screen.Fact(name, path);

        Section(screen, "Params", Whole.Params, [new("key", Shortest: 12), new("value", Shortest: 12)], param => [param.Key, param.Text]);
        PrintMetrics(screen);
        Section(screen, "Tags", [.. Whole.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)], [new("key", Shortest: 12), new("value", Shortest: 12)], tag => [tag.Key, tag.Value]);
        Section(screen, "Environment", [.. (Whole.Details.Environment ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal)],
            [new("variable", Shortest: 12), new("value", Shortest: 12)], pair => [pair.Key, pair.Value]);
        Section(screen, "Steps", Whole.Details.Steps ?? [], [new("step", Shortest: 8), new("exit", Right: true), new("took", Right: true), new("command", Shortest: 12)],
            step => [step.Name, step.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "not reached", Figures.Duration(step.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null), step.Command]);
        Section(screen, "Datasets", Whole.Datasets, [new("name", Shortest: 8), new("role"), new("rows", Right: true), new("digest", Shortest: 12), new("source", Shortest: 8, Rank: 1)],
            data => [data.Name, data.Role, data.Rows?.ToString(CultureInfo.InvariantCulture), data.Digest[..Math.Min(12, data.Digest.Length)], data.Source]);
        Section(screen, "Artifacts", Artifacts, [new("path", Shortest: 16), new("size", Right: true), new("digest", Shortest: 12), new("kept")],
            file => [file.Path, Figures.Size(file.Size), file.Digest[..Math.Min(12, file.Digest.Length)], file.Stored ? "in the store" : "where it was"]);
        Section(screen, "Findings", Findings, [new("rule"), new("severity"), new("what", Shortest: 40, Rank: 1)],
            finding => [finding.Rule, finding.Suppressed is null ? finding.Severity : "suppressed", finding.Suppressed is { } reason ? $"{finding.Message} ({reason})" : finding.Message]);
        PrintNotes(screen);
        Section(screen, "Journal", Events, [new("time"), new("change"), new("who", Shortest: 12, Rank: 1), new("why", Shortest: 8)],
            entry => [screen.Time(entry.Time), entry.From is { } from ? (from == entry.To ? "write refused" : $"{from.Name()} → {entry.To.Name()}") : entry.To.Name(), entry.Who, entry.Why]);
        if (Whole.Details.ErrorTail is { Length: > 0 } tail && run.Status is not RunStatus.Completed)
        {
            screen.Heading("End of stderr");
            screen.Block(tail, Ink.Dim);
        }
    }

    private void PrintFacts(Screen screen, DateTimeOffset now)
    {
        var run = Whole.Run;
        screen.Fact("id", run.Id.Value);
        screen.Fact("name", run.Name);
        screen.Fact("experiment", run.Experiment);
        screen.Fact("kind", run.Kind.ToString().ToLowerInvariant());
        if (run.Place is { } place)
        {
            string?[] parts = [place.Plan, place.Phase, place.Item, place.Priority, RunText.PlanId(run)];
            screen.Fact("plan", string.Join(" / ", parts.Where(part => !string.IsNullOrEmpty(part))) + (place.Attempt > 1 ? $", attempt {place.Attempt}" : ""));
        }

        screen.Fact("stage", run.Stage);
        screen.Fact("source", run.Source);
        screen.Fact("created", screen.Time(run.Created));
        screen.Fact("started", screen.Time(run.Started));
        screen.Fact("ended", screen.Time(run.Ended));
        screen.Fact("duration", Figures.Duration(RunText.Duration(run, now)));
        screen.Fact("user", run.User);
        screen.Fact("reason", run.Reason);
        screen.Fact("result", run.Result);
        screen.Fact("conclusion", run.Conclusion);
        screen.Fact("caveat", run.Caveat, Ink.Warn);
        if (run.SupersededWhy is { } why)
            screen.Fact("superseded", why, Ink.Warn);
        if (run.Deleted is { } deleted)
            screen.Fact("deleted", screen.Time(deleted), Ink.Warn);
        screen.Fact("exit code", run.ExitCode?.ToString(CultureInfo.InvariantCulture));
        screen.Fact("signal", Whole.Details.Signal);
        screen.Fact("error", run.ErrorLine, Ink.Bad);
        screen.Fact("resolution", run.Resolution);
    }

    private void PrintDetails(Screen screen)
    {
        var details = Whole.Details;
        screen.Fact("command", details.Command ?? (details.Arguments is { } words ? string.Join(' ', words.Select(Quoted)) : null));
        screen.Fact("folder", details.WorkingDirectory);
        screen.Fact("config file", details.ConfigPath);
        screen.Fact("config", details.Config);
        screen.Fact("inputs", Joined(details.Inputs));
        screen.Fact("outputs", Joined(details.Outputs));
        screen.Fact("notes", details.Notes);
        if (details.Git is { } git)
            screen.Fact("git", $"{git.Commit[..Math.Min(12, git.Commit.Length)]} on {git.Branch ?? "no branch"}{(git.Dirty ? $", changed{(git.DiffPath is { } diff ? $" ({diff})" : "")}" : "")}");
        if (details.Host is { } host)
            screen.Fact("host", $"{host.Name}, {host.System}, {host.Cores} cores{string.Concat(host.Gpus.Select(gpu => $", {gpu}"))}");
        if (details.PeakMemory is { } memory)
            screen.Fact("peak memory", memory.NumberOrNull is { } bytes ? Figures.Size(bytes) : memory.ToString());
        if (details.CpuSeconds is { } cpu)
            screen.Fact("cpu time", cpu.NumberOrNull is { } seconds ? Figures.Duration(TimeSpan.FromSeconds(seconds)) : cpu.ToString());
        screen.Fact("imported", details.ImportedFrom);

        static string? Joined(IReadOnlyList<string>? texts) => texts is { Count: > 0 } ? string.Join('\n', texts) : null;
        static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private void PrintMetrics(Screen screen) => Section(
        screen,
        "Metrics",
        Whole.Metrics,
        [new("metric", Shortest: 12), new("last", Right: true), new("best", Right: true), new("at step", Right: true, Rank: 2), new("points", Right: true, Rank: 3), new("curve", Rank: 1), new("measured", Shortest: 8, Rank: 4)],
        metric =>
        [
            metric.Identity.Key,
            new Table.Cell(Figures.Value(metric.Last), metric.Last.Kind == MetricKind.Number ? Ink.None : Ink.Warn),
            metric.Best is { } best ? Figures.Number(best) : "",
            metric.Best is null || metric.Count == 1 ? "" : metric.BestStep.ToString(CultureInfo.InvariantCulture),
            metric.Count.ToString(CultureInfo.InvariantCulture) + (metric.UndefinedCount > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({metric.UndefinedCount} undefined)") : ""),
            new Table.Cell(Curves.TryGetValue(metric.Identity, out var curve) ? curve : "", Ink.Live),
            metric.Last.Reason is { } reason ? $"undefined: {reason}" : RunText.Identity(metric.Identity),
        ]);

    private void PrintNotes(Screen screen)
    {
        if (Notes.Count == 0)
            return;
        screen.Heading("Notes");
        foreach (var note in Notes)
            NoteText.Print(screen, note);
    }

    private static void Section<T>(Screen screen, string title, IReadOnlyList<T> items, IReadOnlyList<Table.Column> columns, Func<T, IEnumerable<Table.Cell>> cells)
    {
        if (items.Count == 0)
            return;
        screen.Heading(title);
        var table = new Table(columns);
        foreach (var item in items.Take(MostRows))
            table.Add(cells(item));
        table.Print(screen, indent: 2);
        if (items.Count > MostRows)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  … and {items.Count - MostRows} more (--json shows all)"), Ink.Dim);
    }
}
