using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Execution;
using Assay.Studies;
using Assay.Studies.Commands;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary>How a study's command is executed: how many trials, how many at a time, how long, what is kept.</summary>
internal sealed class TuneRunOptions(Verb verb)
{
    private readonly Option<string?> _trials = verb.Has(Opt.Text("--trials", "n", "how many trials the study is to have in all (default: 100, or none with --timeout)"));
    private readonly Option<string?> _jobs = verb.Has(Opt.Text("--jobs", "n", "trials at the same time (default 1)"));
    private readonly Option<string?> _timeout = verb.Has(Opt.Text("--timeout", "time", "no trial begins after so long: 90s, 10m, 2h"));
    private readonly Option<string?> _grace = verb.Has(Opt.Text("--grace", "time", "what a stopped or pruned command has to end by itself (default 10s)"));
    private readonly ChoiceOption _keep = verb.Has(Opt.Choice("--keep", "whose folders ${dir} stay (default: all)", ["all", "best", "none"]));
    private readonly Option<string?> _output = verb.Has(Opt.Text("--out", "folder", "where all_trials.json, best_params.json and the trials' folders go (default: in the store)"));

    /// <summary>Evaluates trials until there are enough.</summary>
    public async Task<int> RunAsync(Invocation call, ActiveStudy study, string again)
    {
        var record = await study.ReadAsync(call.Cancellation);
        if (record.Command is not { } command)
            throw new AssayException($"The study '{study.Name}' has no command: 'assay tune --study {study.Name} --command …' gives it one.");
        var timeout = call.Get(_timeout) is { } time ? Values.Span("--timeout", time) : (TimeSpan?)null;
        var grace = call.Get(_grace) is { } wait ? Values.Span("--grace", wait) : TimeSpan.FromSeconds(10);
        var folder = call.Get(_output) is { } typed ? call.FullPath(typed) : Path.Combine(study.Folder, study.Id);
        var options = new TuneOptions
        {
            Who = call.Host.Caller(),
            Output = folder,
            Trials = call.Get(_trials) is null && timeout is not null ? null : call.Count(_trials, 100),
            Timeout = timeout,
            Jobs = call.Count(_jobs, 1),
            Keep = (KeepFolders)(call.Get(_keep) ?? 0),
            Stop = new StopGraces(grace, grace),
            Clock = call.Host.Clock,
            Listeners = [LintOnEnd.Of(call)],
        };
        study.Said += (_, text) => call.Remark(text);
        var done = await new CommandTuner(study, command, options, new View(call)).RunAsync(call.Cancellation);
        Print(call, done, folder);
        if (call.Cancellation.IsCancellationRequested)
        {
            call.Screen.Line($"Interrupted; the same command goes on: {again}");
            return ExitCodes.Interrupted;
        }

        return done.Best is null ? ExitCodes.Found : ExitCodes.Done;
    }

    private static void Print(Invocation call, Study study, string folder)
    {
        var states = study.Trials.CountBy(trial => trial.State).OrderBy(state => state.Key).Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Value} {state.Key.ToString().ToLowerInvariant()}"));
        call.Screen.Fact("trials", string.Join(", ", states));
        if (study.FurtherObjectives.Count > 0)
            call.Screen.Fact("front", string.Join(", ", study.Front.Select(trial => string.Create(CultureInfo.InvariantCulture, $"#{trial.Number}"))));
        else if (study.Best is { } best)
            call.Screen.Fact("best", string.Create(CultureInfo.InvariantCulture, $"#{best.Number} {Figures.Number(best.Value!.Value.Number)}: {Text(best)}"), Ink.Bold);
        else
            call.Screen.Line("No trial gave a value; 'assay runs' lists them, 'assay show <run>' says why one failed.");
        call.Screen.Fact("files", folder);
    }

    private static string Text(Trial trial) => string.Join(", ", trial.Params.Select(value => $"{value.Key} {value.Value}"));

    private sealed class View(Invocation call) : ITuneObserver
    {
        public void Started(Trial trial)
        {
            // Said when it has ended: most are short, and several run at once.
        }

        public void Ended(Trial trial, bool isBest)
        {
            var outcome = trial.State == TrialState.Completed ? Figures.Number(trial.Value!.Value.Number) : trial.State.ToString().ToLowerInvariant();
            var why = trial.Why is { } text && trial.State != TrialState.Completed ? $" ({text})" : "";
            call.Screen.Line(string.Create(CultureInfo.InvariantCulture, $"#{trial.Number} {outcome}{(isBest ? " best" : "")}: {Text(trial)}{why}"), isBest ? Ink.Bold : Ink.None);
        }

        public void Warned(string message) => call.Remark(message);
    }
}
