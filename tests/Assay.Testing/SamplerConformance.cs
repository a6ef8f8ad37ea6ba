using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;
using Xunit;

namespace Assay.Testing;

/// <summary>What every sampler promises. A sampler's tests inherit this and say what it does not take.</summary>
public abstract class SamplerConformance
{
    private static readonly Seed Seed = new(20261121);

    /// <summary>A new sampler.</summary>
    protected abstract ISampler Make();

    /// <summary>How many trials a study of these tests has; fewer for samplers that take long.</summary>
    protected virtual int Trials => 60;

    /// <summary>Whether it can search parameters that take any number in a range.</summary>
    protected virtual bool TakesContinuous => true;

    /// <summary>Whether it can search parameters that are only sometimes in play.</summary>
    protected virtual bool TakesConditions => true;

    /// <summary>Whether it can search under constraints.</summary>
    protected virtual bool TakesConstraints => true;

    /// <summary>Whether it can search choices without an order.</summary>
    protected virtual bool TakesChoices => true;

    /// <summary>Whether it seeks one optimum.</summary>
    protected virtual bool TakesOneObjective => true;

    /// <summary>Whether it seeks a front.</summary>
    protected virtual bool TakesSeveralObjectives => true;

    /// <summary>Whether another attempt at a trial gives another proposal; no for those that list what is left.</summary>
    protected virtual bool AttemptsDiffer => true;

    /// <summary>Whether another seed gives other trials.</summary>
    protected virtual bool SeedsDiffer => true;

    private int Objectives => TakesOneObjective ? 1 : 2;

    private SearchSpace Usual => TakesContinuous ? Continuous() : Discrete();

    [Fact]
    public void Its_name_is_short_and_in_lower_case() => Assert.Matches("^[a-z][a-z0-9-]{1,20}$", Make().Name);

    [Fact]
    public void Proposals_lie_in_the_space_and_follow_its_conditions_and_constraints()
    {
        foreach (var space in Spaces())
            Run(space, Make(), Trials);
    }

    [Fact]
    public void A_fresh_instance_proposes_what_a_used_one_does_bit_for_bit()
    {
        foreach (var space in Spaces())
        {
            var used = Make();
            Run(space, used, Trials, (request, point) =>
            {
                if (request.Number % 7 == 3)
                    Assert.Equal(point, Make().Propose(request)!.Point);
            });
        }
    }

    [Fact]
    public void It_proposes_the_same_for_the_same_request_whatever_it_was_asked_in_between()
    {
        var (sampler, space) = (Make(), Usual);
        var requests = new List<(SamplingRequest Request, double[] Point)>();
        Run(space, sampler, Trials, (request, point) => requests.Add((request with { Finished = [.. request.Finished], Running = [.. request.Running] }, point)));
        Run(Discrete(), sampler, Math.Min(Trials, 20));
        foreach (var (request, point) in requests.Where((_, index) => index % 9 == 0).Reverse())
            Assert.Equal(point, sampler.Propose(request)!.Point);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trials_and_another_seed_others()
    {
        var first = Run(Usual, Make(), Trials);
        Assert.Equal(first, Run(Usual, Make(), Trials));
        if (SeedsDiffer)
            Assert.NotEqual(first, Run(Usual, Make(), Trials, seed: new Seed(7)));
    }

    [Fact]
    public void Trials_may_end_in_any_order_and_fail_or_be_pruned()
    {
        foreach (var space in Spaces())
        {
            var used = Make();
            var finished = new List<Observation>();
            var running = new SortedList<int, double[]>();
            var random = new RandomSequence(Seed);
            for (var number = 0; number < Trials; number++)
            {
                var request = Request(space, number, Seed) with { Finished = finished, Running = [.. running.Values] };
                if (used.Propose(request) is not { } proposal)
                    break;
                Check(space, proposal.Point);
                if (number % 11 == 5)
                    Assert.Equal(proposal.Point, Make().Propose(request)!.Point);
                running.Add(number, proposal.Point);
                while (running.Count > random.Below(5))
                    End(running.GetKeyAtIndex(random.Below(running.Count)), random.Below(4));
            }

            // Ends one, among trials with other numbers.
            void End(int number, int how)
            {
                var point = running[number];
                running.Remove(number);
                var trial = how switch
                {
                    0 => new Observation(number, TrialState.Failed, point, []),
                    1 => new Observation(number, TrialState.Pruned, point, Losses(space, point)) { LastStep = 3 },
                    _ => new Observation(number, TrialState.Completed, point, Losses(space, point)),
                };
                var at = finished.FindLastIndex(other => other.Number < number);
                finished.Insert(at + 1, trial);
            }
        }
    }

    [Fact]
    public void Infinite_equal_missing_and_infeasible_outcomes_are_borne()
    {
        foreach (var outcome in (Func<int, double[], Observation>[])[
            (number, point) => new(number, TrialState.Completed, point, Same(number % 2 == 0 ? double.PositiveInfinity : 1)),
            (number, point) => new(number, TrialState.Completed, point, Same(number % 2 == 0 ? double.NegativeInfinity : number)),
            (number, point) => new(number, TrialState.Completed, point, Same(double.PositiveInfinity)),
            (number, point) => new(number, TrialState.Completed, point, Same(1)),
            (number, point) => new(number, TrialState.Completed, point, Same(number % 2 == 0 ? 1e308 : -1e308)),
            (number, point) => new(number, TrialState.Failed, point, []),
            (number, point) => new(number, TrialState.Pruned, point, []),
            (number, point) => new(number, TrialState.Pruned, point, Same(number)) { LastStep = number % 3 },
            (number, point) => new(number, TrialState.Completed, point, Same(number)) { Violation = number % 3 },
            (number, point) => new(number, TrialState.Completed, point, Same(number)) { Violation = double.PositiveInfinity },
        ])
        {
            Run(Usual, Make(), Math.Min(Trials, 40), outcome: outcome);
        }

        double[] Same(double loss) => [.. Enumerable.Repeat(loss, Objectives)];
    }

    [Fact]
    public void Trials_of_an_older_space_lack_parameters_and_are_borne()
    {
        var space = Usual;
        var sampler = Make();
        Run(space, sampler, Math.Min(Trials, 40), outcome: (number, point) =>
        {
            var partial = (double[])point.Clone();
            partial[number % partial.Length] = double.NaN;
            return new Observation(number, TrialState.Completed, partial, Losses(space, point));
        });
    }

    [Fact]
    public void Workers_at_the_same_time_do_not_all_get_the_same()
    {
        var space = Usual;
        var sampler = Make();
        var finished = new List<Observation>();
        Run(space, sampler, Math.Min(Trials, 30), (request, _) => finished = [.. request.Finished]);
        var running = new List<double[]>();
        for (var worker = 0; worker < 6; worker++)
        {
            var proposal = sampler.Propose(Request(space, 30 + worker, Seed) with { Finished = finished, Running = running })!;
            Check(space, proposal.Point);
            running.Add(proposal.Point);
        }

        Assert.True(running.Select(point => space.KeyOf(point)).Distinct().Count() > 1, "Six workers got one configuration.");
    }

    [Fact]
    public void Another_attempt_at_a_trial_proposes_something_else()
    {
        Assert.SkipUnless(AttemptsDiffer, "It lists what is left.");
        var space = Usual;
        var request = Request(space, 3, Seed);
        var points = Enumerable.Range(0, 5).Select(attempt => space.KeyOf(Make().Propose(request with { Attempt = attempt })!.Point));
        Assert.True(points.Distinct().Count() > 1, "Five attempts gave one configuration.");
    }

    [Fact]
    public void A_space_without_parameters_and_constraints_that_contradict_each_other_are_refused_clearly()
    {
        var none = Assert.Throws<AssayException>(() => Make().Propose(Request(new SearchSpace(new ParameterSpace([])), 0, Seed)));
        Assert.Contains("parameter", none.Message, StringComparison.Ordinal);
        Assert.SkipUnless(TakesConstraints, "It takes no constraints.");
        var impossible = new SearchSpace(new ParameterSpace([new("a", new IntDistribution(0, 5)), new("b", new IntDistribution(0, 5))]) { Constraints = ["a > b", "b > a"] });
        Assert.Contains("a > b", Assert.Throws<AssayException>(() => Make().Propose(Request(impossible, 0, Seed))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_objectives_it_cannot_take_is_refused_clearly()
    {
        foreach (var objectives in new[] { 1, 2 })
        {
            if (objectives == 1 ? TakesOneObjective : TakesSeveralObjectives)
                continue;
            var refused = Assert.Throws<AssayException>(() => Make().Propose(Request(Usual, 0, Seed) with { Objectives = objectives }));
            Assert.Contains("objective", refused.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A space of every kind that the sampler takes.</summary>
    private IEnumerable<SearchSpace> Spaces()
    {
        yield return Discrete();
        if (TakesContinuous)
            yield return Continuous();
        if (TakesChoices)
            yield return Mixed();
        if (TakesConditions)
            yield return Conditional();
        if (TakesConstraints)
            yield return Constrained();
        yield return SingleValued();
    }

    private static SearchSpace Continuous() => new(new ParameterSpace([
        new("x", new FloatDistribution(-5, 5)), new("rate", new FloatDistribution(1e-5, 0.1, IsLog: true)), new("y", new FloatDistribution(0, 1)), new("z", new FloatDistribution(-1e-3, 1e3))]));

    private static SearchSpace Discrete() => new(new ParameterSpace([
        new("a", new IntDistribution(0, 20)), new("b", new IntDistribution(1, 128, IsLog: true)), new("c", new FloatDistribution(0, 0.5, Step: 0.1)), new("d", new IntDistribution(3, 31, Step: 4))]));

    private SearchSpace Mixed() => new(new ParameterSpace([
        TakesContinuous ? new("rate", new FloatDistribution(1e-5, 0.1, IsLog: true)) : new("rate", new IntDistribution(1, 9)), new("layers", new IntDistribution(1, 10)),
        Texts("optimizer", "adam", "sgd", "rmsprop"), new("width", new CategoricalDistribution([ParameterValue.Of(256), ParameterValue.Of(64), ParameterValue.Of(128)])),
        new("size", new CategoricalDistribution([ParameterValue.Of("small"), ParameterValue.Of("medium"), ParameterValue.Of("large")], IsOrdered: true))]));

    private SearchSpace Conditional() => new(new ParameterSpace([
        TakesChoices ? Texts("algorithm", "svm", "forest", "neighbors") : new("algorithm", new IntDistribution(0, 2)),
        new("depth", new IntDistribution(1, 4)) { When = TakesChoices ? "algorithm == \"forest\"" : "algorithm == 1" },
        new("leaf", new IntDistribution(1, 9)) { When = "depth >= 2" },
        TakesContinuous ? new("c", new FloatDistribution(1e-3, 1e3, IsLog: true)) { When = When("svm", 0) } : new("c", new IntDistribution(1, 30)) { When = When("svm", 0) },
        new("k", new IntDistribution(1, 50, IsLog: true)) { When = When("neighbors", 2) },
        new("seeded", new IntDistribution(0, 3))]));

    private string When(string text, int number) => TakesChoices ? $"algorithm == \"{text}\"" : $"algorithm == {number}";

    private SearchSpace Constrained() => new(new ParameterSpace([
        new("model", new IntDistribution(16, 128, Step: 16)), new("heads", new IntDistribution(1, 8)), new("inner", new IntDistribution(16, 256, Step: 16)), new("layers", new IntDistribution(1, 6))])
    {
        Constraints = ["model % heads == 0", "layers * (4 * model ** 2 + 2 * model * inner) <= 200000"],
    });

    private SearchSpace SingleValued() => new(new ParameterSpace([
        new("fixed", new IntDistribution(5, 5)), TakesContinuous ? new("still", new FloatDistribution(0.3, 0.3)) : new("still", new IntDistribution(2, 2)),
        TakesChoices ? Texts("only", "one") : new("only", new IntDistribution(1, 1)), new("free", new IntDistribution(0, 99)), new("other", new IntDistribution(0, 99))]));

    private static Parameter Texts(string name, params string[] choices) => new(name, new CategoricalDistribution([.. choices.Select(ParameterValue.Of)]));

    private SamplingRequest Request(SearchSpace space, int number, Seed seed) => new(space, number, seed) { Objectives = Objectives, Trials = Trials };

    // One worker; checks every proposal.
    private List<double[]> Run(SearchSpace space, ISampler sampler, int trials, Action<SamplingRequest, double[]>? look = null, Func<int, double[], Observation>? outcome = null, Seed? seed = null)
    {
        var finished = new List<Observation>();
        var points = new List<double[]>();
        for (var number = 0; number < trials; number++)
        {
            var request = Request(space, number, seed ?? Seed) with { Finished = finished };
            if (sampler.Propose(request) is not { } proposal)
                break;
            Check(space, proposal.Point);
            look?.Invoke(request, proposal.Point);
            points.Add(proposal.Point);
            finished.Add(outcome?.Invoke(number, proposal.Point) ?? new Observation(number, TrialState.Completed, proposal.Point, Losses(space, proposal.Point)));
        }

        Assert.NotEmpty(points);
        return points;
    }

    private double[] Losses(SearchSpace space, double[] point)
    {
        var losses = new double[Objectives];
        foreach (var dimension in space.Dimensions)
        {
            if (double.IsNaN(point[dimension.Index]))
                continue;
            for (var objective = 0; objective < losses.Length; objective++)
                losses[objective] += Math.Pow(dimension.ToUnit(point[dimension.Index]) - (0.3 + (0.4 * objective)), 2);
        }

        return losses;
    }

    private static void Check(SearchSpace space, double[] point)
    {
        Assert.Equal(space.Dimensions.Count, point.Length);
        foreach (var dimension in space.Dimensions)
        {
            var value = point[dimension.Index];
            Assert.True(space.IsActive(dimension.Index, point) != double.IsNaN(value), $"{dimension.Name} = {value} is in play or not, against its condition.");
            if (double.IsNaN(value))
                continue;
            if (!dimension.IsContinuous)
                Assert.Equal(dimension.ValueAt(dimension.NumberOf(value)), value);
            Assert.True(dimension.Parameter.Distribution.Contains(dimension.ToParameter(value)), $"{dimension.Name} = {value} lies outside its range.");
        }

        Assert.True(space.Satisfies(point), $"{space.Broken(point)} does not hold.");
    }
}
