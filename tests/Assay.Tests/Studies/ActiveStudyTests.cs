using Assay.Studies;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Studies;

public sealed class ActiveStudyTests : IAsyncDisposable
{
    private readonly SomeStudy _some = new();

    public ValueTask DisposeAsync() => _some.DisposeAsync();

    [Fact]
    public async Task A_declared_space_is_searched_and_every_trial_is_a_run_with_its_parameters_and_its_value()
    {
        await using var study = await _some.StudyAsync(space: SomeStudy.Space);
        var done = await study.OptimizeAsync((trial, _) => Task.FromResult(SomeStudy.Score(trial)), trials: 12);

        Assert.Equal(Enumerable.Range(0, 12), done.Trials.Select(trial => trial.Number));
        Assert.All(done.Trials, trial => Assert.Equal((TrialState.Completed, trial.Params["opt"].Text == "sgd"), (trial.State, trial.Params.ContainsKey("momentum"))));
        Assert.Equal(done.Trials.Max(trial => trial.Value!.Value.Number), done.Best!.Value!.Value.Number);
        var store = await _some.OpenAsync();
        var run = done.Best.Run!.Value;
        Assert.Equal(done.Best.Params.Select(value => (value.Key, value.Value.Json)).Order(), (await store.Records.GetParamsAsync(run)).Select(param => (param.Key, param.Json)).Order());
        Assert.Equal(done.Best.Value, Assert.Single(await store.Records.GetMetricsAsync(run)).Last);
        Assert.Empty(await store.Records.CheckAsync());
    }

    [Fact]
    public async Task A_space_that_is_not_declared_grows_as_parameters_are_asked_for_and_keeps_its_versions()
    {
        await using var study = await _some.StudyAsync();
        var done = await study.OptimizeAsync(
            (trial, _) =>
            {
                var (lr, depth) = (trial.Float("lr", 1e-5, 1e-2, log: true), trial.Int("depth", 1, 3));
                Assert.Equal(lr, trial.Float("lr", 1e-5, 1e-2, log: true));
                return Task.FromResult(depth + (trial.Choice("opt", "adam", "sgd") == "sgd" ? trial.Float("momentum", 0, 1) : 0) - lr);
            },
            trials: 30);

        Assert.Equal(["lr", "depth", "opt", "momentum"], done.Space.Parameters.Select(parameter => parameter.Name));
        Assert.False(done.SpaceOf(0).IsDeclared);
        Assert.InRange(done.SpaceVersion, 1, 2);
        Assert.All(done.Trials, trial => Assert.Equal(trial.Params["opt"].Text == "sgd", trial.Params.ContainsKey("momentum")));
        // What was proposed and not asked for is kept apart: nothing depends on it, and a replay needs it.
        Assert.Contains(done.Trials, trial => trial.Unused.ContainsKey("momentum"));
        Assert.Equal(done.Trials[^1].Params.Count, (await (await _some.OpenAsync()).Records.GetParamsAsync(done.Trials[^1].Run!.Value)).Count);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_trials_whatever_the_number_of_jobs_and_a_study_that_goes_on_does_not_repeat_itself()
    {
        await using var one = await _some.StudyAsync("one", SomeStudy.Space);
        await using var four = await _some.StudyAsync("four", SomeStudy.Space);
        await one.OptimizeAsync((trial, _) => Task.FromResult(SomeStudy.Score(trial)), trials: 5);
        // Opened again, it goes on where it was.
        await using var again = await _some.StudyAsync("one", SomeStudy.Space);
        var first = await again.OptimizeAsync((trial, _) => Task.FromResult(SomeStudy.Score(trial)), trials: 16);
        var second = await four.OptimizeAsync(async (trial, token) => { await Task.Yield(); return SomeStudy.Score(trial); }, trials: 16, jobs: 4);
        Assert.Equal(16, first.Trials.Count);
        Assert.Equal(first.Trials.Select(Text), second.Trials.Select(Text));
        Assert.Equal(16, first.Trials.Select(Text).Distinct().Count());

        static string Text(Trial trial) => string.Join(",", trial.Params.OrderBy(value => value.Key).Select(value => value.Value.Json)) + trial.Value;
    }

    [Fact]
    public async Task What_a_trial_remembers_proposes_its_parameters_again_bit_for_bit()
    {
        await using var study = await _some.StudyAsync();
        var started = new List<ActiveTrial>();
        // Three at a time, told in another order than asked, some failed: what a proposal saw differs from trial to trial.
        for (var round = 0; round < 8; round++)
        {
            for (var i = 0; i < 3; i++)
                started.Add((await study.AskAsync())!);
            foreach (var trial in started.AsEnumerable().Reverse().Take(2).ToArray())
            {
                _ = (trial.Float("x", 0, 1), trial.Int("n", 1, 9));
                if (trial.Number % 3 == 0)
                    _ = trial.Float("y", 0, 1);
                await (trial.Number % 5 == 0 ? trial.FailAsync("so it is") : trial.CompleteAsync(trial.NumberOf("x")));
                await trial.DisposeAsync();
                started.Remove(trial);
            }
        }

        foreach (var trial in started)
            await trial.DisposeAsync();
        var record = await study.ReadAsync();
        var replayed = 0;
        foreach (var trial in record.Trials.Where(trial => trial.Proposal is not null))
        {
            var request = StudyReplay.Request(record, trial);
            foreach (var sampler in new ISampler[] { SamplerCatalog.Create(trial.Proposal!.Sampler) })
            {
                var again = request.Space.ToParams(sampler.Propose(request)!.Point);
                Assert.All(again, value => Assert.Equal(value.Value, trial.Unused.GetValueOrDefault(value.Key) ?? trial.Suggested[value.Key]));
                replayed++;
            }
        }

        Assert.InRange(replayed, 15, 24);
        Assert.Contains(record.Trials, trial => trial.Proposal is { Saw: { Without.Count: > 0, Running.Count: > 0 } });
    }

    [Fact]
    public async Task What_a_model_would_have_seen_is_seen_again_by_a_replay()
    {
        await using var study = await _some.StudyAsync(space: SomeStudy.Space);
        var seen = new Dictionary<int, string>();
        var running = new List<ActiveTrial>();
        for (var i = 0; i < 20; i++)
        {
            // What the sampler is asked is a function of the book alone: it is taken from the record that stands at that time.
            running.Add((await study.AskAsync())!);
            var now = await study.ReadAsync();
            seen[running[^1].Number] = Digest(StudyReplay.Request(now, now.Trials[running[^1].Number]));
            if (i % 2 == 1)
            {
                await running[0].CompleteAsync(SomeStudy.Score(running[0]));
                await running[0].DisposeAsync();
                running.RemoveAt(0);
            }
        }

        foreach (var trial in running)
            await trial.DisposeAsync();
        var later = await study.ReadAsync();
        Assert.All(later.Trials, trial => Assert.Equal(seen[trial.Number], Digest(StudyReplay.Request(later, trial))));

        static string Digest(SamplingRequest request) =>
            string.Join(";", request.Finished.Select(one => $"{one.Number}{one.State}{Bits(one.Point)}{Bits(one.Losses)}")) + "|" + string.Join(";", request.Running.Select(Bits));

        static string Bits(double[] point) => string.Join(",", point.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public async Task Values_that_are_no_numbers_exceptions_and_late_trials_are_kept_and_not_learnt_from()
    {
        await using var study = await _some.StudyAsync(space: SomeStudy.Space);
        var done = await study.OptimizeAsync(
            async (trial, token) =>
            {
                switch (trial.Number)
                {
                    case 0: return double.NaN;
                    case 1: return double.PositiveInfinity;
                    case 2: throw new InvalidOperationException("no data");
                    case 3: await Task.Delay(Timeout.Infinite, token); return 1;
                    case 4: await Task.Delay(Timeout.Infinite, CancellationToken.None); return 1;
                    default: return 0.5;
                }
            },
            trials: 6,
            trialTimeout: TimeSpan.FromMilliseconds(50));
        Assert.Equal(
            [TrialState.Failed, TrialState.Completed, TrialState.Failed, TrialState.Failed, TrialState.Failed, TrialState.Completed],
            done.Trials.Select(trial => trial.State));
        Assert.Equal(["the objective objective is NaN", null, "InvalidOperationException: no data", "timed out after 50ms", "timed out after 50ms", null], done.Trials.Select(trial => trial.Why));
        Assert.Equal(MetricKind.NaN, done.Trials[0].Value!.Value.Kind);
        Assert.Equal(5, done.Best!.Number);
        Assert.Equal([5], StudyReplay.Request(done, done.Trials[5] with { Proposal = done.Trials[5].Proposal! with { Saw = new TrialView(6, [], []) } }).Finished.Where(one => one.Counts).Select(one => one.Number));
    }

    [Fact]
    public async Task Enqueued_parameters_are_evaluated_first_and_the_sampler_gives_the_others()
    {
        await using var study = await _some.StudyAsync(space: SomeStudy.Space);
        Assert.Equal([0, 1], await study.EnqueueAsync(new { lr = 0.01, layers = 3, opt = "adam" }, new { opt = "sgd" }));
        var done = await study.OptimizeAsync((trial, _) => Task.FromResult(SomeStudy.Score(trial)), trials: 3);
        Assert.Equal((true, 0, null), (done.Trials[0].IsForced, done.Trials[0].Suggested.Count, done.Trials[0].Proposal));
        Assert.Equal(["lr", "layers", "momentum"], done.Trials[1].Suggested.Keys);
        Assert.Equal("sgd", done.Trials[1].Params["opt"].Text);
        Assert.Equal(2, StudyReplay.Request(done, done.Trials[2]).Finished.Count(one => one.Counts));
        await Assert.ThrowsAsync<AssayException>(() => study.EnqueueAsync(new { learning = 1 }));
    }

    [Fact]
    public async Task Trials_of_another_study_are_learnt_from()
    {
        await using var small = await _some.StudyAsync("small", SomeStudy.Space);
        var known = await small.OptimizeAsync((trial, _) => Task.FromResult(SomeStudy.Score(trial)), trials: 4);
        await using var large = await _some.StudyAsync("large", SomeStudy.Space);
        Assert.Equal(4, await large.AddTrialsAsync(known.Trials, "small"));
        var done = await large.OptimizeAsync((trial, _) => Task.FromResult(0.0), trials: 5);
        Assert.Equal(known.Trials.Select(trial => trial.Value), done.Trials.Take(4).Select(trial => trial.Value));
        Assert.Equal("small #3", done.Trials[3].Attributes["from"]);
        Assert.Equal(4, StudyReplay.Request(done, done.Trials[4]).Finished.Count(one => one.Counts));
    }

    [Fact]
    public async Task Several_objectives_have_a_front_and_constraints_on_outcomes_decide_who_may_be_best()
    {
        var store = await _some.OpenAsync();
        await using var study = await store.OpenStudyAsync("two", new StudySettings { Objectives = [new Objective("auc", Direction.Maximize), new Objective("seconds", Direction.Minimize)], Sampler = Sampler.Random(1) });
        (double Auc, double Seconds, double Over)[] outcomes = [(0.7, 5, 0), (0.8, 9, -1), (0.9, 20, 0.5), (0.6, 6, 0), (0.8, 9, 0)];
        var done = await study.OptimizeAsync(
            (trial, token) =>
            {
                token.ThrowIfCancellationRequested();
                trial.Float("x", 0, 1);
                trial.Constrain("memory", outcomes[trial.Number].Over);
                return Task.FromResult<IReadOnlyList<double>>([outcomes[trial.Number].Auc, outcomes[trial.Number].Seconds]);
            },
            trials: 5, timeout: null, jobs: 1, trialTimeout: null, CancellationToken.None);
        Assert.Equal([0, 1], done.Front.Select(trial => trial.Number));
        Assert.Equal(1, done.Best!.Number);
        Assert.False(done.Trials[2].IsFeasible);
        var trial = (await study.AskAsync())!;
        await using (trial)
        {
            Assert.Throws<InvalidOperationException>(() => trial.Report(1, 0.5));
            Assert.Throws<ArgumentException>(() => { _ = trial.CompleteAsync(0.5); });
        }
    }

    [Fact]
    public async Task A_trial_that_will_not_win_is_pruned_by_what_others_reported_and_its_last_report_is_its_value()
    {
        var store = await _some.OpenAsync();
        await using var study = await store.OpenStudyAsync("p", Direction.Minimize, "loss", SomeStudy.Space, Sampler.Random(3), Pruner.Parse("median:startup=2"));
        var heard = new List<string>();
        study.Said += (_, text) => heard.Add(text);
        var done = await study.OptimizeAsync(
            (trial, _) =>
            {
                for (var step = 1; step <= 10; step++)
                {
                    trial.Report(step, (trial.Number == 2 ? 5.0 : 1.0) / step);
                    trial.Report(step, 100);
                    if (trial.ShouldPrune())
                        throw new TrialPrunedException("median");
                }

                return Task.FromResult(0.1);
            },
            trials: 4);
        Assert.Equal([TrialState.Completed, TrialState.Completed, TrialState.Pruned, TrialState.Completed], done.Trials.Select(trial => trial.State));
        Assert.Equal((5.0, 1L), (done.Trials[2].Value!.Value.Number, done.Trials[2].LastStep!.Value));
        var points = await store.Records.GetPointsAsync(done.Trials[3].Run!.Value, new MetricIdentity("loss"));
        Assert.Equal(Enumerable.Range(1, 10).Select(step => 1.0 / step), points.Select(point => point.Value.Number));
        Assert.Empty(heard);
    }

    [Fact]
    public async Task Reports_of_a_running_best_are_remarked_upon_once()
    {
        await using var study = await _some.StudyAsync(space: SomeStudy.Space);
        var heard = new List<string>();
        study.Said += (_, text) => heard.Add(text);
        await study.OptimizeAsync(
            (trial, _) =>
            {
                for (var step = 0; step < 20; step++)
                    trial.Report(step, step / 6);
                return Task.FromResult(3.0);
            },
            trials: 3);
        Assert.Contains("looks like the best so far", Assert.Single(heard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_study_cancels_what_runs_and_goes_on_with_as_many_trials_as_are_missing()
    {
        await using var study = await _some.StudyAsync(space: SomeStudy.Space);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => study.OptimizeAsync(
            async (trial, token) =>
            {
                if (trial.Number == 2)
                {
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.Infinite, token);
                }

                return 1;
            },
            trials: 5,
            cancellationToken: stop.Token));
        var done = await study.OptimizeAsync((trial, _) => Task.FromResult(2.0), trials: 5);
        Assert.Equal(6, done.Trials.Count);
        Assert.Equal("cancelled", done.Trials[2].Why);
        Assert.Equal(5, done.Counted.Count());
    }

    [Fact]
    public async Task A_trial_whose_worker_died_is_lost_and_tried_again_as_often_as_wished()
    {
        var store = await _some.OpenAsync();
        await using var study = await store.OpenStudyAsync("mlp", Direction.Maximize, space: SomeStudy.Space, sampler: Sampler.Random(42), retries: 1);
        var stored = (await store.Records.GetStudiesAsync("mlp"))[0];
        var dead = new LeaseOwner(Assay.Execution.Local.ProcessIdentity.Current.Host, "an earlier boot", 1, "1");
        var trial = new Trial(0, TrialState.Running) { Suggested = SomeStudy.Space.Parameters.Take(1).ToDictionary(one => one.Name, _ => ParameterValue.Of(0.01)) };
        await store.Records.AskTrialAsync(new TrialAsk(stored.Id, new RunDraft("mlp") { Kind = RunKind.Program, Status = RunStatus.Running }, TrialDocument.Write(trial)) { Owner = dead });

        Assert.Equal([0], await study.SettleAsync());
        var done = await study.OptimizeAsync((trial, _) => Task.FromResult(1.0), trials: 2);
        // The lost one does not count; the retry has its parameters as forced ones, and says whose they are.
        Assert.Equal(3, done.Trials.Count);
        Assert.Equal((0, 0.01), (done.Trials[1].RetryOf!.Value, done.Trials[1].Forced["lr"].Number!.Value));
        Assert.Empty(await study.SettleAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    public async Task A_name_that_is_none_is_refused(string name) => await Assert.ThrowsAsync<AssayException>(() => _some.StudyAsync(name));

    [Theory]
    [InlineData("hpo/2m h1 \"é\"")]
    [InlineData("cafe")]
    public async Task A_name_may_have_slashes_spaces_and_look_like_digits(string name)
    {
        await using var study = await _some.StudyAsync(name, SomeStudy.Space);
        await using var again = await _some.StudyAsync(name, SomeStudy.Space);
        Assert.Equal((name, study.Id), (again.Name, again.Id));
    }

    [Fact]
    public async Task A_changed_space_is_taken_when_old_trials_go_with_it_and_refused_precisely_when_not()
    {
        await using (var study = await _some.StudyAsync(space: SomeStudy.Space))
            await study.OptimizeAsync((trial, _) => Task.FromResult(1.0), trials: 3);
        var wider = SomeStudy.Space with { Parameters = [new Parameter("lr", new FloatDistribution(1e-6, 1e-1, IsLog: true)), .. SomeStudy.Space.Parameters.Skip(1), new Parameter("seed", new IntDistribution(0, 9))] };
        await using (var study = await _some.StudyAsync(space: wider))
        {
            var done = await study.OptimizeAsync((trial, _) => Task.FromResult(1.0), trials: 4);
            Assert.Equal([0, 0, 0, 1], done.Trials.Select(trial => trial.Proposal!.SpaceVersion));
            Assert.Equal(1e-5, ((FloatDistribution)done.SpaceOf(0)["lr"]!).Low);
        }

        var other = SomeStudy.Space with { Parameters = [new Parameter("lr", new CategoricalDistribution([ParameterValue.Of(1), ParameterValue.Of(2)]))] };
        var refusal = await Assert.ThrowsAsync<AssayException>(() => _some.StudyAsync(space: other));
        Assert.Contains("'lr' was a real number from 1e-06 to 0.1, logarithmic and would be one of 1, 2; 'layers' is gone", refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("objective (larger is better), found objective (smaller is better)", (await Assert.ThrowsAsync<AssayException>(() => _some.StudyAsync(direction: Direction.Minimize))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_workers_with_different_spaces_on_one_study_are_refused_while_one_works()
    {
        await using var study = await _some.StudyAsync(space: SomeStudy.Space);
        var trial = (await study.AskAsync())!;
        var wider = SomeStudy.Space with { Parameters = [.. SomeStudy.Space.Parameters, new Parameter("seed", new IntDistribution(0, 9))] };
        var refusal = await Assert.ThrowsAsync<AssayException>(() => _some.StudyAsync(space: wider));
        Assert.Contains("works on the study 'mlp' with another space: 'seed' is new, a whole number from 0 to 9", refusal.Message, StringComparison.Ordinal);
        await trial.DisposeAsync();
        await using var later = await _some.StudyAsync(space: wider);
        Assert.Equal(5, later.Space.Parameters.Count);
    }

    [Fact]
    public async Task Parameters_that_cannot_be_asked_for_end_the_study_with_the_reason()
    {
        await using var study = await _some.StudyAsync();
        await study.OptimizeAsync((trial, _) => Task.FromResult(trial.Float("x", 0, 1)), trials: 1);
        Assert.Contains("must stay above 0", (await Fails(trial => trial.Float("y", 0, 1, log: true))).Message, StringComparison.Ordinal);
        Assert.Contains("'x' is a real number from 0 to 1, the objective asks for one of a, b", (await Fails(trial => trial.Choice("x", "a", "b").Length)).Message, StringComparison.Ordinal);
        Assert.Contains("asked for twice in one trial", (await Fails(trial => trial.Float("x", 0, 1) + trial.Float("x", 0, 2))).Message, StringComparison.Ordinal);

        Task<AssayException> Fails(Func<ActiveTrial, double> ask) => Assert.ThrowsAsync<AssayException>(() => study.OptimizeAsync((trial, _) => Task.FromResult(ask(trial)), trials: 100));
    }

    [Fact]
    public async Task Contradictory_constraints_and_samplers_that_are_not_there_write_nothing()
    {
        await using var store = await _some.OpenAsync();
        Assert.Contains("no sampler 'tp'", (await Assert.ThrowsAsync<AssayException>(() => store.OpenStudyAsync("a", Direction.Maximize, sampler: new Sampler("tp")))).Message, StringComparison.Ordinal);
        Assert.Contains("must stay above 0", (await Assert.ThrowsAsync<AssayException>(() => store.OpenStudyAsync("a", Direction.Maximize, space: new ParameterSpace([new Parameter("x", new FloatDistribution(0, 1, IsLog: true))])))).Message, StringComparison.Ordinal);
        Assert.Empty(await store.Records.GetStudiesAsync());
        await using var study = await store.OpenStudyAsync("a", Direction.Maximize, sampler: Sampler.Random(), space: SomeStudy.Space with { Constraints = ["layers > 3", "layers < 3"] });
        Assert.Contains("check for a contradiction", (await Assert.ThrowsAsync<AssayException>(() => study.OptimizeAsync((_, _) => Task.FromResult(1.0), trials: 3))).Message, StringComparison.Ordinal);
        Assert.Empty((await study.ReadAsync()).Trials);
    }
}
