using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Commands;

/// <summary><c>assay record</c>: write down something that was done without Assay, or a command pattern that many runs belong to.</summary>
internal static class RecordCommand
{
    /// <summary>Words for statuses, as they are typed.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetValues<RunStatus>().Select(status => status.Name())];

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                A record is a run without a process: the title, why it was done, what came out. Words for --stage and --source are
                checked against those that assay.yaml declares. Several --source are kept together, joined by ", ".
                """,
            Examples =
            [
                new("record --title \"Relabel the dev set\" --stage data --source crowd --result \"812 of 900 agree\"", "an action, done now"),
                new("record --title Export --started \"2026-01-05 09:00\" --ended \"2026-01-05 09:40\" --metric rows=5105", "an action of another day"),
                new("record --pattern --name budget-sweep --command \"train n<BUDGET>_s<SEED>\"", "a command pattern"),
                new("record --title \"n=100, seed 1\" --belongs-to budget-sweep --param budget=100 --metric auc=0.71", "a run of the pattern"),
                new("record edit 77b4e310 --resolution \"batch size halved\" --resolved-by 1f6a09c2", "what became of a failure"),
            ],
        };
        var texts = RecordTexts.AddTo(verb);
        var places = RecordPlace.AddTo(verb);
        var label = verb.Has(Opt.Text("--name", "text", "its name, to refer to it (default: the time)"));
        var experiment = verb.Has(Opt.Text("--experiment", "name", "the experiment that holds it (default: Default)"));
        var status = verb.Has(Opt.Choice("--status", "how it ended (default: completed)", Statuses));
        var started = verb.Has(Opt.Text("--started", "time", "when it began (default: now)"));
        var ended = verb.Has(Opt.Text("--ended", "time", "when it ended (default: now)"));
        var command = verb.Has(Opt.Text("--command", "text", "the command"));
        var config = verb.Has(Opt.Text("--config", "file", "the configuration file"));
        var inputs = verb.Has(Opt.Texts("--inputs", "path", "what went in"));
        var outputs = verb.Has(Opt.Texts("--outputs", "path", "what it left"));
        var pattern = verb.Has(Opt.Flag("--pattern", "the command is a pattern that runs belong to"));
        var belongs = verb.Has(Opt.Run("--belongs-to", "the pattern it belongs to"));
        var rerun = verb.Has(Opt.Run("--rerun-of", "the failed run it repeats"));
        var parameters = verb.Has(Opt.Texts("--param", "key=value", "a parameter"));
        var metrics = verb.Has(Opt.Texts("--metric", "key=value", "a metric: a number, NaN, Infinity or \"undefined: why\""));
        var tags = verb.Has(Opt.Texts("--tag", "key=value", "a tag"));
        var json = verb.Has(Opt.Json());
        verb.Subcommands.Add(RecordEditCommand.Create());
        return verb.Does(async call =>
        {
            var plan = PlanSource.TryReadNearest(call);
            var facts = texts.Read(call, plan);
            if (facts.Patch.Title is null && call.Get(command) is null)
                throw new UsageException("'record' needs --title or --command; see 'assay record --help'.");
            if (call.Get(pattern) && call.Get(command) is null)
                throw new UsageException("--pattern needs --command: the pattern, e.g. \"train n<BUDGET>_s<SEED>\".");
            var values = Values.Pairs("--metric", call.Get(metrics) ?? []).Select(pair => (pair.Key, Value: Values.Metric(pair.Key, pair.Value))).ToArray();
            var draft = new RunDraft(call.Get(experiment) ?? "Default")
            {
                Kind = call.Get(pattern) ? RunKind.Pattern : RunKind.Action,
                Status = (RunStatus)(call.Get(status) ?? (int)RunStatus.Completed),
                Name = string.IsNullOrWhiteSpace(call.Get(label)) ? null : call.Get(label),
                User = call.Host.User(),
                Who = call.Host.Caller(),
                Params = [.. Values.Pairs("--param", call.Get(parameters) ?? []).Select(pair => new Param(pair.Key, Values.Json(pair.Value)))],
                Tags = Values.Pairs("--tag", call.Get(tags) ?? []).ToDictionary(pair => pair.Key, pair => pair.Value),
                Details = new RunDetails
                {
                    Command = call.Get(command),
                    ConfigPath = call.Get(config),
                    Inputs = NullIfEmpty(call.Get(inputs)),
                    Outputs = NullIfEmpty(call.Get(outputs)),
                    Notes = facts.Notes,
                },
            };
            draft = WithTimes(draft, call.Time(started), call.Time(ended), call.Host.Clock.GetUtcNow());

            await using var store = await call.OpenAsync();
            draft = draft with
            {
                Place = await places.ReadAsync(call, plan, store),
                Pattern = await PatternReference.ResolveAsync(store, call.Get(belongs), call.Cancellation),
                RerunOf = await RunReference.ResolveIdAsync(store, call.Get(rerun), call.Cancellation),
                Facts = facts.Patch with { ResolvedBy = await RunReference.ResolveIdAsync(store, facts.ResolvedBy, call.Cancellation) },
            };
            var run = (await store.CreateRunsAsync([draft], call.Cancellation))[0];
            if (values.Length > 0)
            {
                var at = run.Ended ?? call.Host.Clock.GetUtcNow();
                await store.WriteAsync(new WriteBatch([.. values.Select(value => new LogMetrics(run.Id, new MetricIdentity(value.Key), [new MetricPoint(0, at, value.Value)]))]), call.Cancellation);
            }

            if (call.Get(json))
                JsonPage.Print(call.Host.Out, name, null, writer => RunJson.Write(writer, new RunRow(run, new Dictionary<string, MetricSummary>(), draft.Params.ToDictionary(p => p.Key), draft.Tags)));
            else
                call.Screen.Write("Recorded ").Write(run.Id.Tail, Ink.Bold).Line($"  {RunText.Title(run)}");
            return ExitCodes.Done;
        });
    }

    private static RunDraft WithTimes(RunDraft draft, DateTimeOffset? started, DateTimeOffset? ended, DateTimeOffset now)
    {
        var begins = draft.Status is not (RunStatus.Planned or RunStatus.Queued);
        if (started is not null && !begins)
            throw new AssayException($"--started does not go with --status {draft.Status.Name()}: it has not begun.");
        if (ended is not null && !draft.Status.HasEnded())
            throw new AssayException($"--ended does not go with --status {draft.Status.Name()}: it has not ended.");
        if (started > (ended ?? now))
            throw new AssayException($"--started {JsonPage.Iso(started.Value)} is later than the end, {JsonPage.Iso(ended ?? now)}.");
        return draft with { Started = started ?? ended, Ended = ended };
    }

    private static string[]? NullIfEmpty(string[]? texts) => texts is { Length: > 0 } ? texts : null;
}
