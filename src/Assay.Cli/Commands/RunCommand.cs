using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Rendering;
using Assay.Execution.Capture;
using Assay.Execution.Local;
using Assay.Execution.Plans;
using Assay.Notebook;
using Assay.Notebook.Curves;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay run</c>: executes what is due of a plan.</summary>
internal static class RunCommand
{
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Runs every experiment that is due, in the plan's order, as soon as its needs are done. What is done is not run again. " +
                "Killed half-way, the next call adopts children that still live, finishes what ended meanwhile, and goes on.",
            Examples =
            [
                new("run --dry-run", "exactly what would run, and why the rest would not"),
                new("run --jobs 4", "up to four experiments at once"),
                new("run --priority P2 --detach", "in the background; 'assay status' shows it, 'assay attach' follows it"),
                new("run --after P1 --keep-awake", "wait until P1 is done, and keep the machine from sleeping"),
            ],
        };
        var options = new RunOptions(verb);
        return verb.Does(call => RunAsync(call, options));
    }

    private static async Task<int> RunAsync(Invocation call, RunOptions options)
    {
        var plan = options.Plan.Read(call);
        var selected = options.Plan.Select(call, plan);
        if (call.Get(options.On) is { } where && where != "local")
            throw new AssayException($"--on '{where}': only 'local' is there.");
        if (call.Get(options.DryRun))
            return await DryRunCommand.PrintAsync(call, plan, selected, call.Get(options.Json));
        if (call.Get(options.Json))
            throw new AssayException("--json goes with --dry-run; what ran is in 'assay list --json' and 'assay runs --json'.");
        var run = new PlanRunOptions
        {
            Jobs = call.Count(options.Jobs, 1),
            // More jobs than processors were asked for by name: an experiment that says nothing of cpus takes one.
            CpuSlots = call.Count(options.Cpus, Math.Max(Environment.ProcessorCount, call.Count(options.Jobs, 1))),
            GpuSlots = call.Get(options.Gpus) is { } gpus ? Values.Count("--gpus", gpus, 0, least: 0) : (await HostCapture.FindAsync()).Gpus.Count,
            Retry = !call.Get(options.NoRetry),
            User = call.Host.User(),
            Who = call.Host.Caller(),
            Command = "assay " + string.Join(' ', call.Words.TakeWhile(word => word != Detached.LogOption)),
            LogPath = call.Get(options.Log),
            Listeners = [.. plan.After.Select(word => word == "analyze" ? (IStoreListener)new CurveListener() : LintOnEnd.Of(call, plan)), new ClaimListener(plan, call.Host.Clock)],
        };
        var folder = PlanSource.StoreFolder(call, plan);
        if (Path.GetDirectoryName(folder) != plan.Folder)
            call.Remark($"runs go into the store {folder}");
        if (call.Get(options.Detach))
            return await Detached.StartAsync(call, plan);
        await using var store = await Store.OpenAsync(folder, new StoreOptions { Clock = call.Host.Clock }, call.Cancellation);
        if (call.Get(options.After) is { Length: > 0 } after)
            await AfterWait.UntilAsync(call, plan, store.Records, after);
        using var awake = call.Get(options.KeepAwake) ? KeepAwake.Start("assay run") : null;
        if (awake?.Problem is { } problem)
            call.Remark(problem);
        PlanRunSummary result;
        using (var view = new PlanRunView(call.Host, call.Screen))
        {
            // A prediction counts from before the first run.
            await new ClaimChecker(plan, store.Records, call.Host.Clock).RegisterAsync(call.Cancellation);
            await using var logs = new LogKeepingView(view, new PlanLogs(plan, store.Records, run.User ?? call.Host.User(), call.Host.Clock), call.Host.Clock);
            result = await new PlanRunner(store.Records, run, logs, call.Host.Clock).RunAsync(plan, selected, call.Cancellation);
        }

        PrintSummary(call, result);
        return result.Interrupted ? ExitCodes.Interrupted : result.Succeeded ? ExitCodes.Done : ExitCodes.Found;
    }

    private static void PrintSummary(Invocation call, PlanRunSummary result)
    {
        List<string> parts = [];
        Add(result.Completed, "completed");
        Add(result.DoneBefore, "done before");
        Add(result.Failed, "failed");
        Add(result.Blocked, "blocked");
        Add(result.Elsewhere, "running elsewhere");
        Add(result.Left, "left");
        var screen = call.Screen;
        screen.Line(parts.Count == 0 ? "nothing was selected" : string.Join(", ", parts), Ink.Bold);
        if (result.Interrupted)
            screen.Line("Interrupted; the same command resumes.");
        else if (result.Failed > 0)
            screen.Line("'assay list --state failed' names what failed, 'assay show <id>' says why; the same command tries again.");

        void Add(int count, string word)
        {
            if (count > 0)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {word}"));
        }
    }

    private sealed class RunOptions(Verb verb)
    {
        public PlanOptions Plan { get; } = new(verb);

        public Option<bool> DryRun { get; } = verb.Has(Opt.Flag("--dry-run", "print what would run and why the rest would not; nothing is written"));

        public Option<string?> Jobs { get; } = verb.Has(Opt.Text("--jobs", "n", "experiments at the same time at most (default 1)"));

        public Option<string?> Cpus { get; } = verb.Has(Opt.Text("--cpus", "n", "processor slots for the experiments' cpus (default: all, and at least --jobs)"));

        public Option<string?> Gpus { get; } = verb.Has(Opt.Text("--gpus", "n", "GPU slots for the experiments' gpus (default: all found)"));

        public Option<bool> NoRetry { get; } = verb.Has(Opt.Flag("--no-retry", "one try each, whatever the plan says"));

        public Option<string?> On { get; } = verb.Has(Opt.Text("--on", "where", "where to run: local"));

        public Option<string?> After { get; } = verb.Has(Opt.Text("--after", "name", "first wait until this run or study has ended, or this priority, phase or experiment is done"));

        public Option<bool> KeepAwake { get; } = verb.Has(Opt.Flag("--keep-awake", "keep the machine from sleeping while this runs"));

        public Option<bool> Detach { get; } = verb.Has(Opt.Flag("--detach", "run in the background, without a terminal"));

        public Option<string?> Log { get; } = verb.Has(new Option<string?>(Detached.LogOption) { Hidden = true });

        public Option<bool> Json { get; } = verb.Has(Opt.Json());
    }
}
