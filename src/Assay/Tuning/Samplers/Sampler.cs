namespace Assay.Tuning.Samplers;

/// <summary>Which sampler, with which seed and options: what a person names and a study remembers. <see cref="SamplerCatalog"/> makes it.</summary>
/// <param name="Name">Its name, e.g. <c>tpe</c>.</param>
public sealed record Sampler(string Name)
{
    /// <summary>The seed of all its random numbers; null lets the study draw one, and keep it.</summary>
    public long? Seed { get; init; }

    /// <summary>Options by name, e.g. <c>startup</c> → <c>20</c>; empty for its defaults.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Chooses among the others by what the study is like; the default.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler Auto(long? seed = null) => new("auto") { Seed = seed };

    /// <summary>Independent uniform draws.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler Random(long? seed = null) => new("random") { Seed = seed };

    /// <summary>Tree-structured Parzen estimator.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler Tpe(long? seed = null) => new("tpe") { Seed = seed };

    /// <summary>Gaussian process with expected improvement: for few, costly trials.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler GaussianProcess(long? seed = null) => new("gp") { Seed = seed };

    /// <summary>Evolution strategy with adapted covariances.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler CmaEs(long? seed = null) => new("cmaes") { Seed = seed };

    /// <summary>Every combination of the values, in an order that spreads them.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler Grid(long? seed = null) => new("grid") { Seed = seed };

    /// <summary>Scrambled Sobol points.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler Sobol(long? seed = null) => new("sobol") { Seed = seed };

    /// <summary>Genetic search for several objectives.</summary>
    /// <param name="seed">The seed; null lets the study draw one.</param>
    public static Sampler Nsga(long? seed = null) => new("nsga2") { Seed = seed };

    /// <summary>Reads a name with options as people type it: <c>tpe</c>, <c>tpe:startup=20,multivariate=true</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The sampler, without a seed.</returns>
    /// <exception cref="AssayException">It is no such text.</exception>
    public static Sampler Parse(string text)
    {
        var (name, options) = NamedOptions.Read(text, "sampler");
        return new Sampler(name) { Options = options };
    }
}
