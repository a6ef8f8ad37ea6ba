using Assay.Execution;
using Assay.Interop;
using Assay.Studies;
using Assay.Studies.Commands;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Results;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Studies;

public sealed class CommandTunerTests : IAsyncDisposable
{
    private static readonly ParameterSpace Space = new([new Parameter("x", new IntDistribution(1, 9)), new Parameter("word", new CategoricalDistribution([ParameterValue.Of("it's"), ParameterValue.Of("a b")]))]);

    private readonly SomeStudy _some = new();
    private readonly TemporaryFolder _work = new();

    public ValueTask DisposeAsync()
    {
        _work.Dispose();
        return _some.DisposeAsync();
    }

    [Fact]
    public async Task The_objective_is_found_on_standard_output_and_values_reach_the_command_as_words()
    {
        SkipOnWindows();
        var done = await TuneAsync("printf '%s' ${word} > word_${trial}.txt; echo \"epoch 1 score: ${x}\"; echo \"score = 0${x}.5\"", trials: 3, jobs: 2);
        Assert.All(done.Trials, trial => Assert.Equal((TrialState.Completed, trial.Params["x"].Number + 0.5), (trial.State, trial.Value!.Value.Number)));
        Assert.All(done.Trials, trial => Assert.Equal(trial.Params["word"].Text, File.ReadAllText(_work.File($"word_{trial.Number}.txt"))));
        var folder = StudyFolder.Read(_work.File("out"));
        Assert.Equal(done.Trials.Select(trial => trial.Value), folder.Study.Trials.Select(trial => trial.Value));
        Assert.Equal((done.Best!.Number, done.Best.Value!.Value.Number, 3), (folder.Study.Reported!.Trial, folder.Study.Reported.Value, folder.Study.Reported.TrialCount));
        var store = await _some.OpenAsync();
        Assert.Equal(2, (await store.Records.GetPointsAsync(done.Trials[0].Run!.Value, new MetricIdentity("score"))).Count);
        Assert.Empty(await store.Records.CheckAsync());
    }

    [Fact]
    public async Task The_objective_is_found_in_a_declared_result_and_in_the_spool()
    {
        SkipOnWindows();
        var result = await TuneAsync("echo '{\"score\": '${x}'}' > ${dir}/r.json", trials: 2, study: "file", results: [new ResultSource(ResultFormat.Json, "${dir}/r.json")]);
        Assert.All(result.Trials, trial => Assert.Equal(trial.Params["x"].Number, trial.Value!.Value.Number));
        var spool = await TuneAsync("echo '{\"v\":1,\"e\":\"metric\",\"k\":\"score\",\"x\":'${x}',\"s\":1}' >> $ASSAY_SPOOL; echo $ASSAY_TRIAL $ASSAY_STUDY", trials: 2, study: "spool");
        Assert.All(spool.Trials, trial => Assert.True(trial.State == TrialState.Completed && trial.Value!.Value.Number == trial.Params["x"].Number, $"{trial.Why}"));
    }

    [Fact]
    public async Task Commands_that_print_nothing_NaN_or_fail_are_failed_trials_with_the_reason()
    {
        SkipOnWindows();
        var done = await TuneAsync("case ${trial} in 0) true;; 1) echo score: nan;; 2) echo score: 3; exit 7;; 3) echo score: inf;; *) echo score: 1;; esac", trials: 5);
        Assert.Equal([TrialState.Failed, TrialState.Failed, TrialState.Failed, TrialState.Completed, TrialState.Completed], done.Trials.Select(trial => trial.State));
        Assert.Contains("it left no score", done.Trials[0].Why, StringComparison.Ordinal);
        Assert.Equal("the objective score is NaN", done.Trials[1].Why);
        Assert.Equal("exit code 7", done.Trials[2].Why);
        Assert.Equal(4, done.Best!.Number);
        var store = await _some.OpenAsync();
        Assert.Equal(RunStatus.Failed, (await store.Records.GetRunAsync(done.Trials[0].Run!.Value))!.Status);
    }

    [Fact]
    public async Task A_command_that_will_not_win_is_terminated_and_its_trial_is_pruned()
    {
        SkipOnWindows();
        const string Command = "if [ ${trial} -lt 2 ]; then echo '{\"step\":1,\"score\":10}' >> r${trial}.jsonl; echo score: 10; else echo '{\"step\":1,\"score\":1}' >> r${trial}.jsonl; exec sleep 600; fi";
        var done = await TuneAsync(Command, trials: 3, pruner: Pruner.Parse("median:startup=2"), reports: "r${trial}.jsonl");
        Assert.Equal([TrialState.Completed, TrialState.Completed, TrialState.Pruned], done.Trials.Select(trial => trial.State));
        Assert.Equal((1.0, 1L), (done.Trials[2].Value!.Value.Number, done.Trials[2].LastStep!.Value));
        Assert.Contains("worse than 10, the median of 2 completed trials at step 1", done.Trials[2].Why, StringComparison.Ordinal);
        var store = await _some.OpenAsync();
        Assert.Equal(RunStatus.Pruned, (await store.Records.GetRunAsync(done.Trials[2].Run!.Value))!.Status);
    }

    [Fact]
    public async Task A_stopped_study_goes_on_with_what_is_missing_and_a_late_command_failed()
    {
        SkipOnWindows();
        using var stop = new CancellationTokenSource();
        var seen = new Watch { OnStart = trial => { if (trial.Number == 1) stop.Cancel(); } };
        var stopped = await TuneAsync("[ ${trial} = 1 ] && exec sleep 600; echo score: ${x}", trials: 4, observer: seen, cancellation: stop.Token);
        Assert.Equal([TrialState.Completed, TrialState.Failed], stopped.Trials.Select(trial => trial.State));
        var done = await TuneAsync("[ ${trial} = 2 ] && exec sleep 600; echo score: ${x}", trials: 4, timeout: TimeSpan.FromSeconds(1));
        Assert.Equal(5, done.Trials.Count);
        Assert.Contains("timed out after 1s", done.Trials[2].Why, StringComparison.Ordinal);
        Assert.Equal(3, done.Counted.Count());
    }

    [Fact]
    public async Task What_a_killed_tuner_left_running_is_adopted_and_told_of()
    {
        SkipOnWindows();
        var store = await _some.OpenAsync();
        await using (var study = await store.OpenStudyAsync("tuned", Settings(null)))
        {
            // As a tuner that died right after its command had started: the run is asked for by a process that is gone.
            var stored = (await store.Records.GetStudiesAsync("tuned"))[0];
            var dead = new LeaseOwner(Assay.Execution.Local.ProcessIdentity.Current.Host, "an earlier boot", 1, "1");
            var trial = new Trial(0, TrialState.Running) { Suggested = new Dictionary<string, ParameterValue> { ["x"] = ParameterValue.Of(5), ["word"] = ParameterValue.Of("a b") } };
            await store.Records.AskTrialAsync(new TrialAsk(stored.Id, new RunDraft("tuned") { Kind = RunKind.Command, Status = RunStatus.Running }, TrialDocument.Write(trial)) { Owner = dead });
        }

        var done = await TuneAsync("echo score: ${x}", trials: 2);
        Assert.Equal([TrialState.Failed, TrialState.Completed, TrialState.Completed], done.Trials.Select(trial => trial.State));
        Assert.Equal(RunStatus.Lost, (await store.Records.GetRunAsync(done.Trials[0].Run!.Value))!.Status);
    }

    [Fact]
    public async Task Only_the_best_trials_folder_stays_when_that_is_wished()
    {
        SkipOnWindows();
        var done = await TuneAsync("touch ${dir}/model; echo score: ${x}", trials: 4, keep: KeepFolders.Best);
        Assert.Equal([done.Best!.Number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture)], Directory.GetDirectories(_work.File("out", "trials")).Select(Path.GetFileName));
        await TuneAsync("touch ${dir}/model; echo score: ${x}", trials: 6, keep: KeepFolders.None);
        Assert.Empty(Directory.GetDirectories(_work.File("out", "trials")));
    }

    [Theory]
    [InlineData("echo ${xx}", "did you mean ${x}?")]
    [InlineData("echo ${x", "has no '}'")]
    [InlineData("echo `echo ${x}`", "inside backquotes")]
    public async Task A_command_that_cannot_be_filled_is_refused(string command, string says)
    {
        SkipOnWindows();
        var refusal = await Assert.ThrowsAsync<AssayException>(() => TuneAsync(command, trials: 1));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Service missing: /bin/sh.");

    private static StudySettings Settings(Pruner? pruner) => new() { Objectives = [new Objective("score", Direction.Maximize)], Space = Space, Sampler = Sampler.Random(5), Pruner = pruner };

    private async Task<Study> TuneAsync(
        string command, int trials, int jobs = 1, string study = "tuned", IReadOnlyList<ResultSource>? results = null, Pruner? pruner = null, string? reports = null, KeepFolders keep = KeepFolders.All,
        TimeSpan? timeout = null, ITuneObserver? observer = null, CancellationToken cancellation = default)
    {
        var store = await _some.OpenAsync();
        await using var active = await store.OpenStudyAsync(study, Settings(pruner), CancellationToken.None);
        var options = new TuneOptions
        {
            Who = "ann",
            Output = _work.File("out", "x")[..^2],
            Trials = trials,
            Jobs = jobs,
            Keep = keep,
            PollInterval = TimeSpan.FromMilliseconds(10),
            Stop = new StopGraces(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)),
        };
        return await new CommandTuner(active, new TrialCommand(command, _work.Path) { Results = results ?? [], Reports = reports, Timeout = timeout }, options, observer ?? new Watch()).RunAsync(cancellation);
    }

    private sealed class Watch : ITuneObserver
    {
        public Action<Trial> OnStart { get; init; } = _ => { };

        public void Started(Trial trial) => OnStart(trial);

        public void Ended(Trial trial, bool isBest)
        {
        }

        public void Warned(string message)
        {
        }
    }
}
