using Assay.Cli.Rendering;
using Assay.Execution;
using Assay.Execution.Local;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay attach</c>: follows the output of a run or of a detached runner until it ends.</summary>
internal static class AttachCommand
{
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Ctrl-C leaves; what is followed goes on. Without a name it follows the newest detached runner that lives, or shows what the last one said.",
            Examples = [new("attach", "the newest detached runner"), new("attach LF-55", "standard output of an experiment's run")],
        };
        var what = verb.Takes(Opt.Maybe("run", "a run, or a runner of 'assay status'"));
        var errors = verb.Has(Opt.Flag("--stderr", "standard error instead of standard output"));
        return verb.Does(call => AttachAsync(call, call.Get(what), call.Get(errors)));
    }

    private static async Task<int> AttachAsync(Invocation call, string? what, bool errors)
    {
        await using var records = await call.OpenToReadAsync();
        var runners = await records.GetRunnersAsync(call.Cancellation);
        var runner = what is null
            ? Newest(runners.Where(r => r.Ended is null && ProcessIdentity.IsAlive(r.Owner) != false)) ?? Newest(runners)
                ?? throw new AssayException("there is no detached runner; name a run to follow its output.")
            : runners.FirstOrDefault(r => r.LogPath is not null && what.Length >= 4 && r.Id.EndsWith(what, StringComparison.OrdinalIgnoreCase));
        if (runner is not null)
        {
            var log = Path.Combine(records.Folder, runner.LogPath!.Replace('/', Path.DirectorySeparatorChar));
            await OutputView.FollowAsync(call, log, call.Host.Out, () => ProcessIdentity.IsAlive(runner.Owner) == false, call.Cancellation);
            var last = (await records.GetRunnersAsync(call.Cancellation)).FirstOrDefault(r => r.Id == runner.Id) ?? runner;
            call.Remark(last.Ended is { } at ? $"runner {runner.Id[^8..]} ended {call.Screen.Time(at)}" : $"runner {runner.Id[^8..]} died: 'assay run' takes its runs over");
            return ExitCodes.Done;
        }

        var run = await RunReference.ResolveAsync(records, what!, call.Cancellation);
        var file = Path.Combine(RunFolder.Of(records.Folder, run.Id), errors ? RunFolder.StandardError : RunFolder.StandardOutput);
        if (!File.Exists(file) && run.Status.HasEnded())
            throw new AssayException($"run {run.Id.Tail} left no output: it was not executed by Assay.");
        // The launcher leaves "exit" when the command is over; a run that was lost has ended in the store only.
        var exit = Path.Combine(RunFolder.Of(records.Folder, run.Id), "exit");
        await OutputView.FollowAsync(call, file, call.Host.Out, () => File.Exists(exit) || HasEnded(records, run.Id), call.Cancellation);
        var ended = await records.GetRunAsync(run.Id);
        call.Remark($"run {run.Id.Tail} {ended?.Status.Name()}");
        return ExitCodes.Done;
    }

    private static RunnerRecord? Newest(IEnumerable<RunnerRecord> runners) => runners.Where(r => r.LogPath is not null).MaxBy(r => r.Started);

    private static bool HasEnded(IRunStore records, RunId run) => records.GetRunAsync(run).GetAwaiter().GetResult()?.Status.HasEnded() != false;
}
