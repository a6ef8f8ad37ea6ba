using Assay.Foundation.Text;
using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Samplers.Grid;
using Assay.Tuning.Samplers.Nsga;
using Assay.Tuning.Samplers.QuasiRandom;
using Assay.Tuning.Samplers.Tpe;

namespace Assay.Tuning.Samplers;

/// <summary>All samplers by name: one line each.</summary>
public static class SamplerCatalog
{
    private static readonly Dictionary<string, Func<Sampler, ISampler>> All = new(StringComparer.Ordinal)
    {
        ["auto"] = sampler => Made(sampler, [Repeats], _ => new AutoSampler(Flag(sampler, Repeats, usual: false))),
        ["tpe"] = sampler => Distinct(sampler, ["mode", "startup", "candidates", "good", "liar"], Tpe),
        ["gp"] = sampler => Distinct(sampler, ["startup"], _ => new GaussianProcessSampler { StartupTrials = Whole(sampler, "startup", 10, 2) }),
        ["cmaes"] = sampler => Distinct(sampler, ["deviation", "population", "restarts"], CmaEs),
        ["nsga2"] = sampler => Distinct(sampler, ["population", "crossover"], _ => new NsgaIISampler(Nsga(sampler))),
        ["nsga3"] = sampler => Distinct(sampler, ["population", "crossover"], _ => new NsgaIIISampler(Nsga(sampler))),
        ["motpe"] = sampler => Distinct(sampler, ["mode", "startup", "candidates", "good", "liar"], _ => new ScalarizedSampler(Tpe(sampler), "motpe")),
        ["random"] = sampler => Made(sampler, [], _ => new RandomSampler()),
        ["sobol"] = sampler => Made(sampler, ["scramble"], _ => new QuasiRandomSampler(QuasiRandomSequence.Sobol, Flag(sampler, "scramble", usual: true))),
        ["halton"] = sampler => Made(sampler, ["scramble"], _ => new QuasiRandomSampler(QuasiRandomSequence.Halton, Flag(sampler, "scramble", usual: true))),
        ["grid"] = sampler => Made(sampler, ["levels"], _ => new GridSampler(new GridSamplerOptions { Levels = sampler.Options.ContainsKey("levels") ? Whole(sampler, "levels", 3, 2) : null })),
        ["brute-force"] = sampler => Made(sampler, [], _ => new BruteForceSampler()),
    };

    private const string Repeats = "repeats";

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names => [.. All.Keys];

    /// <summary>Makes a sampler.</summary>
    /// <param name="sampler">Its name and options; the seed comes with every request.</param>
    /// <returns>A new instance.</returns>
    /// <exception cref="AssayException">There is no such sampler, or an option is unknown or out of range.</exception>
    public static ISampler Create(Sampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        if (All.TryGetValue(sampler.Name, out var make))
            return make(sampler);
        var near = NearWord.Find(sampler.Name, Names);
        throw new AssayException($"There is no sampler '{sampler.Name}'{(near is null ? "" : $" (did you mean '{near}'?)")}: it is one of {string.Join(", ", Names)}.");
    }

    private static ISampler Made(Sampler sampler, IReadOnlyList<string> options, Func<Sampler, ISampler> make)
    {
        NamedOptions.Check("sampler", sampler.Name, sampler.Options, options);
        return make(sampler);
    }

    // A model proposes its optimum again and again on a small space: duplicates only where they are asked for.
    private static ISampler Distinct(Sampler sampler, IReadOnlyList<string> options, Func<Sampler, ISampler> make) =>
        Made(sampler, [.. options, Repeats], made => new DistinctSampler(make(made), Flag(sampler, Repeats, usual: false)));

    private static TpeSampler Tpe(Sampler sampler)
    {
        var usual = new TpeSamplerOptions();
        return new TpeSampler(usual with
        {
            Mode = Choice(sampler, "mode", usual.Mode),
            StartupTrials = Whole(sampler, "startup", usual.StartupTrials, 1),
            Candidates = Whole(sampler, "candidates", usual.Candidates, 1, 10_000),
            GoodShare = NamedOptions.Number(sampler.Options, sampler.Name, "good", usual.GoodShare, 0.001, 0.999),
            ConstantLiar = Flag(sampler, "liar", usual.ConstantLiar),
        });
    }

    private static CmaEsSampler CmaEs(Sampler sampler)
    {
        var usual = new CmaEsSamplerOptions();
        return new CmaEsSampler(usual with
        {
            InitialDeviation = NamedOptions.Number(sampler.Options, sampler.Name, "deviation", usual.InitialDeviation, 1e-6, 1),
            PopulationSize = sampler.Options.ContainsKey("population") ? Whole(sampler, "population", 0, 4, 10_000) : null,
            Restarts = Flag(sampler, "restarts", usual.Restarts),
        });
    }

    private static NsgaOptions Nsga(Sampler sampler)
    {
        var usual = new NsgaOptions();
        return usual with
        {
            PopulationSize = sampler.Options.ContainsKey("population") ? Whole(sampler, "population", 0, 4, 10_000) : null,
            Crossover = Choice(sampler, "crossover", usual.Crossover),
        };
    }

    private static int Whole(Sampler sampler, string option, int usual, int least, int most = 1_000_000) => NamedOptions.Whole(sampler.Options, sampler.Name, option, usual, least, most);

    private static bool Flag(Sampler sampler, string option, bool usual) => !sampler.Options.TryGetValue(option, out var text) ? usual : text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new AssayException($"The option {option} of the sampler '{sampler.Name}' is '{text}', expected true or false."),
    };

    private static T Choice<T>(Sampler sampler, string option, T usual)
        where T : struct, Enum
    {
        if (!sampler.Options.TryGetValue(option, out var text))
            return usual;
        return Enum.GetNames<T>().FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
            : throw new AssayException($"The option {option} of the sampler '{sampler.Name}' is '{text}', expected one of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}.");
    }
}
