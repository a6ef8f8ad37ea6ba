using Assay.Studies.Commands;
using Assay.Tracking;
using Assay.Tracking.Results;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary><c>assay tune</c>: searches the best parameters of a command.</summary>
internal static class TuneCommand
{
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Every trial runs the command with the parameters of its place: ${lr} in the text is the trial's lr, quoted for the shell; ${trial}, ${study} and ${dir} (a folder of the trial's own) are there too. " +
                "The objective is read from a declared result, from the spool, or from a line \"val_auc: 0.71\" on standard output. The same command again goes on where it stopped.",
            Examples =
            [
                new("tune --command 'python train.py --lr ${lr}' --param lr=log:1e-5..1e-1 --objective val_auc --trials 40", "forty trials of one parameter"),
                new("tune --study mlp --command './train ${lr} ${layers}' --space space.yaml --objective val_loss --jobs 4 --trials 100", "a space from a file, four at a time"),
                new("tune --study mlp --command './train ${lr}' --param lr=log:1e-5..1e-1 --results out_${trial}.json --objective auc --pruner median --timeout 8h", "with results in a file, bad trials ended early"),
            ],
        };
        var text = verb.Has(Opt.Text("--command", "text", "what evaluates a trial, with ${name} for parameters"));
        var study = verb.Has(Opt.Text("--study", "name", "the study (default: tune)"));
        var space = new StudySpaceOptions(verb);
        var search = new StudySearchOptions(verb);
        var results = verb.Has(Opt.Texts("--results", "file", "a result the command leaves, ${trial} or ${dir} in its name (.json, .csv, .jsonl)"));
        var pattern = verb.Has(Opt.Text("--stdout", "regex", "where the objective is on standard output, as a named group: 'auc=(?<val_auc>[0-9.]+)'"));
        var reports = verb.Has(Opt.Text("--reports", "file", "JSON lines the command appends values to on the way, ${trial} or ${dir} in its name"));
        var trialTimeout = verb.Has(Opt.Text("--trial-timeout", "time", "a trial that takes longer failed: 90s, 10m, 2h"));
        var running = new TuneRunOptions(verb);
        return verb.Does(async call =>
        {
            var command = call.Get(text) is { } typed
                ? new TrialCommand(typed, call.Host.Folder)
                {
                    Results = [.. (call.Get(results) ?? []).Select(ResultOf), .. call.Get(pattern) is { } regex ? [new ResultSource(ResultFormat.StandardOutput, regex)] : Array.Empty<ResultSource>()],
                    Reports = call.Get(reports),
                    Timeout = call.Get(trialTimeout) is { } time ? Values.Span("--trial-timeout", time) : null,
                }
                : null;
            var settings = search.Read(call) with { Space = space.Read(call), Command = command };
            if (command is not null && settings.Space is { } typedSpace)
                CommandTuner.Check(command, typedSpace);
            var named = call.Get(study) ?? "tune";
            await using var store = await Store.OpenAsync(StoreLocatorOf(call), new StoreOptions { Clock = call.Host.Clock, Listeners = [LintOnEnd.Of(call)] }, call.Cancellation);
            if (command is null || settings.Space is null)
                await RequireAsync(store, named, command, call);
            await using var active = await store.OpenStudyAsync(named, settings, call.Cancellation);
            return await running.RunAsync(call, active, $"assay tune --study {named} …");
        });
    }

    /// <summary>The store's folder; one is made here when there is none upwards.</summary>
    public static string StoreLocatorOf(Invocation call) =>
        call.NamedStoreFolder() ?? StoreLocator.TryFind(null, call.Host.Folder, _ => null) ?? Path.Combine(call.Host.Folder, StoreLocator.FolderName);

    // What a study that is there says need not be typed again.
    private static async Task RequireAsync(Store store, string name, TrialCommand? command, Invocation call)
    {
        var there = (await store.Records.GetStudiesAsync(name, call.Cancellation)).Any(study => study.Name == name);
        if (!there && command is null)
            throw new AssayException("--command is missing: 'assay tune --command \"python train.py --lr ${lr}\" --param lr=log:1e-5..1e-1 --objective val_auc --trials 40'.");
        if (!there)
            throw new AssayException("Say what is searched: --space space.yaml, or --param lr=log:1e-5..1e-1.");
    }

    private static ResultSource ResultOf(string path) => new(
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => ResultFormat.Csv,
            ".JSONL" or ".NDJSON" => ResultFormat.JsonLines,
            _ => ResultFormat.Json,
        },
        path);
}
