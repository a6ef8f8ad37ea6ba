using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Execution;
using Assay.Execution.Local;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Cli.Commands;

/// <summary><c>assay exec</c>: executes any command as a recorded run.</summary>
internal static class ExecCommand
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(1);

    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Everything after \"--\" is the command. One word with blanks is shell text, several words are the exact arguments. " +
                "Its output is shown as it comes, and its exit code is the exit code; its standard input is empty. Summaries of pytest, dotnet test and cargo test become metrics.",
            Examples =
            [
                new("exec --title \"unit tests\" -- pytest -q", "arguments"),
                new("exec --stage check -- \"pytest -q && cargo test\"", "shell text; each step of the chain is timed"),
                new("exec --results out.json --reason \"lower dropout\" -- python train.py --dropout 0.1", "with a result file"),
            ],
        };
        var texts = RecordTexts.AddTo(verb);
        var places = RecordPlace.AddTo(verb);
        var experiment = verb.Has(Opt.Text("--experiment", "name", "the experiment that holds it (default: Default)"));
        var config = verb.Has(Opt.Text("--config", "file", "the configuration file"));
        var inputs = verb.Has(Opt.Texts("--inputs", "path", "what goes in"));
        var outputs = verb.Has(Opt.Texts("--outputs", "glob", "what it leaves; the files are named and hashed"));
        var results = verb.Has(Opt.Texts("--results", "file", "a result it leaves (.json, .csv, .jsonl; JUnit .xml, .trx); its numbers become metrics"));
        var belongs = verb.Has(Opt.Run("--belongs-to", "the pattern it belongs to"));
        var rerun = verb.Has(Opt.Run("--rerun-of", "the failed run it repeats"));
        var parameters = verb.Has(Opt.Texts("--param", "key=value", "a parameter"));
        var tags = verb.Has(Opt.Texts("--tag", "key=value", "a tag"));
        var timeout = verb.Has(Opt.Text("--timeout", "time", "stop it after so long: 90, 90s, 10m, 2h"));
        var status = verb.Has(Opt.Choice("--status", "write the command down without running it", ["planned"]));
        var words = verb.Takes(new Argument<string[]>("command") { Arity = ArgumentArity.OneOrMore, Description = "the command, after --" });
        return verb.Does(async call =>
        {
            var isOnlyPlanned = call.Get(status) is not null;
            var plan = PlanSource.TryReadNearest(call);
            var facts = texts.Read(call, plan);
            var command = CommandOf(call.Get(words)!);
            var declared = (call.Get(results) ?? []).Select(ResultOf).ToArray();
            var limit = call.Get(timeout) is { } time ? Values.Span("--timeout", time) : (TimeSpan?)null;
            var draft = new RunDraft(call.Get(experiment) ?? "Default")
            {
                Kind = RunKind.Command,
                User = call.Host.User(),
                Who = call.Host.Caller(),
                Params = [.. Values.Pairs("--param", call.Get(parameters) ?? []).Select(pair => new Param(pair.Key, Values.Json(pair.Value)))],
                Tags = Values.Pairs("--tag", call.Get(tags) ?? []).ToDictionary(pair => pair.Key, pair => pair.Value),
                Details = new RunDetails { Command = command.Shell, Arguments = command.Arguments, WorkingDirectory = call.Host.Folder, ConfigPath = call.Get(config), Inputs = call.Get(inputs), Notes = facts.Notes },
            };
            await using var store = await call.OpenAsync();
            draft = draft with
            {
                Place = await places.ReadAsync(call, plan, store),
                Pattern = await PatternReference.ResolveAsync(store, call.Get(belongs), call.Cancellation),
                RerunOf = await RunReference.ResolveIdAsync(store, call.Get(rerun), call.Cancellation),
                Facts = facts.Patch with { ResolvedBy = await RunReference.ResolveIdAsync(store, facts.ResolvedBy, call.Cancellation) },
            };
            var run = (await store.CreateRunsAsync([draft], call.Cancellation))[0];
            if (isOnlyPlanned)
            {
                call.Screen.Line($"planned run {run.Id.Tail}: nothing was executed");
                return ExitCodes.Done;
            }

            var request = new ExecutionRequest(run.Id, command, call.Host.Folder) { Results = declared, Outputs = call.Get(outputs) ?? [], Timeout = limit };
            return await ExecuteAsync(call, store, request);
        });
    }

    private static async Task<int> ExecuteAsync(Invocation call, IRunStore store, ExecutionRequest request)
    {
        var options = new ExecutionOptions { Who = call.Host.Caller(), Clock = call.Host.Clock, LeaseDuration = LeaseDuration, Listeners = [LintOnEnd.Of(call)] };
        var lease = await store.TryClaimAsync(request.Run, ProcessIdentity.Current, LeaseDuration, options.Who, CancellationToken.None)
            ?? throw new AssayException($"run {request.Run.Tail} was claimed by another process before it began.");
        var execution = new RunExecutor(store, options).ExecuteAsync(request, lease, new Warnings(call), call.Cancellation);
        var folder = RunFolder.Of(store.Folder, request.Run);
        await Task.WhenAll(
            OutputView.FollowAsync(call, Path.Combine(folder, RunFolder.StandardOutput), call.Host.Out, () => execution.IsCompleted, CancellationToken.None),
            OutputView.FollowAsync(call, Path.Combine(folder, RunFolder.StandardError), call.Host.Error, () => execution.IsCompleted, CancellationToken.None));
        var outcome = await execution;
        call.Remark($"run {request.Run.Tail} {outcome.Status.Name()}{(outcome.Why is null ? "" : $": {outcome.Why}")}");
        // A command that ended well but left none of its declared results failed all the same.
        return outcome.Status == RunStatus.Cancelled ? ExitCodes.Interrupted : outcome.ExitCode is { } code and not 0 ? code : outcome.Status == RunStatus.Completed ? ExitCodes.Done : ExitCodes.Found;
    }

    private static LaunchCommand CommandOf(string[] words) =>
        words is [var only] && only.Any(char.IsWhiteSpace) ? LaunchCommand.OfShell(only) : LaunchCommand.OfArguments(words);

    private static ResultSource ResultOf(string path) => new(
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => ResultFormat.Csv,
            ".JSONL" or ".NDJSON" => ResultFormat.JsonLines,
            ".XML" => ResultFormat.JUnit,
            ".TRX" => ResultFormat.Trx,
            _ => ResultFormat.Json,
        },
        path);

    private sealed class Warnings(Invocation call) : IExecutionObserver
    {
        public void Started(RunId run, int processId)
        {
            // The command's own output is what the person came for.
        }

        public void MetricLogged(RunId run, string key, MetricPoint point)
        {
            // As above.
        }

        public void Warned(RunId run, string message) => call.Remark(message);
    }
}
