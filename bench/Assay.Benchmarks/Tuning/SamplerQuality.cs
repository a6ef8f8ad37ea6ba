using System.Globalization;
using System.Text.Json;
using Assay.Foundation.Randomness;
using Assay.Statistics;
using Assay.Tuning.Samplers;

namespace Assay.Benchmarks.Tuning;

/// <summary>How good the optima are that samplers find: medians over seeds of the noiseless value at the best observed trial, beside recorded runs of a peer.</summary>
internal static class SamplerQuality
{
    private static readonly int[] Budgets = [50, 100, 200];

    /// <summary>Runs one sampler on the problems and prints one line each: ours, then every recorded sampler, with the p-value of a two-sided Mann-Whitney test against <c>tpe_default</c>.</summary>
    /// <param name="arguments">Sampler, seeds, trials, recorded file or "-", part of a problem's name, "held-out".</param>
    public static int Run(string[] arguments)
    {
        var sampler = arguments[0];
        var seeds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 20;
        var trials = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 200;
        var recorded = arguments.Length > 3 && arguments[3] != "-" ? Read(arguments[3]) : [];
        var part = arguments.Length > 4 ? arguments[4] : "";
        var isHeldOut = arguments.Length > 5 && arguments[5] == "held-out";
        foreach (var problem in TuningProblems.All(isHeldOut).Where(problem => problem.Name.Contains(part, StringComparison.Ordinal)))
        {
            var ours = new RunOutcome[seeds];
            Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed => ours[seed] = Search(sampler, problem, seed, trials));
            foreach (var budget in Budgets.Where(budget => budget <= trials))
                Print(problem.Name, sampler, budget, [.. ours.Select(run => run.Best[budget])], recorded);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{problem.Name,-12} {sampler,-22} duplicates {ours.Average(run => run.Duplicates):P1}, {ours.Average(run => run.Milliseconds) / trials:F3} ms a trial"));
        }

        return 0;
    }

    /// <summary>One run: the best at every budget.</summary>
    internal static RunOutcome Search(string name, TuningProblem problem, int seed, int trials)
    {
        var search = new Search(problem.Space, SamplerNames.Make(name), new Seed((ulong)seed)) { Trials = trials };
        var noise = new RandomSequence(new Seed(1000 + (ulong)seed));
        var best = new Dictionary<int, double>();
        var (observed, value, keys, duplicates) = (double.PositiveInfinity, double.NaN, new HashSet<Assay.Tuning.Spaces.PointKey>(), 0);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var trial = 1; trial <= trials; trial++)
        {
            if (search.Ask() is not { } asked)
                break;
            if (!keys.Add(problem.Space.KeyOf(asked.Proposal.Point)))
                duplicates++;
            var truth = problem.At(asked.Proposal.Point);
            var noisy = truth + (problem.Noise * noise.Normal());
            search.Tell(asked.Number, noisy);
            if (noisy < observed)
                (observed, value) = (noisy, truth);
            if (Array.IndexOf(Budgets, trial) >= 0)
                best[trial] = value;
        }

        return new RunOutcome(best, duplicates / (double)trials, clock.Elapsed.TotalMilliseconds);
    }

    private static void Print(string problem, string sampler, int budget, double[] ours, List<Recorded> recorded)
    {
        var peers = recorded.Where(run => run.Problem == problem && run.Best.ContainsKey(budget)).GroupBy(run => run.Sampler).ToDictionary(group => group.Key, group => group.Select(run => run.Best[budget]).ToArray());
        var line = string.Create(CultureInfo.InvariantCulture, $"{problem,-12} {sampler,-22} {budget,4}: {Median(ours),10:G4}");
        if (peers.TryGetValue("tpe_default", out var tpe))
        {
            var p = MannWhitney.Test(ours, tpe).PValue.ValueOrNull ?? 1;
            line += string.Create(CultureInfo.InvariantCulture, $"  {(p < 0.05 ? Median(ours) < Median(tpe) ? "WIN " : "LOSS" : "    ")} p={p:F4}");
        }

        Console.WriteLine(line + "  " + string.Join(' ', peers.OrderBy(peer => Median(peer.Value)).Select(peer => string.Create(CultureInfo.InvariantCulture, $"{peer.Key}={Median(peer.Value):G4}"))));
    }

    private static List<Recorded> Read(string file)
    {
        var runs = new List<Recorded>();
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var best = Budgets.Where(budget => root.TryGetProperty(FormattableString.Invariant($"b{budget}"), out _))
                .ToDictionary(budget => budget, budget => root.GetProperty(FormattableString.Invariant($"b{budget}")).GetDouble());
            runs.Add(new Recorded(root.GetProperty("s").GetString()!, root.GetProperty("p").GetString()!, best));
        }

        return runs;
    }

    internal static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    internal sealed record RunOutcome(IReadOnlyDictionary<int, double> Best, double Duplicates, double Milliseconds);

    private sealed record Recorded(string Sampler, string Problem, IReadOnlyDictionary<int, double> Best);
}
