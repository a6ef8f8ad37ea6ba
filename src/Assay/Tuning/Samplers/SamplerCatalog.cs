using Assay.Foundation.Text;

namespace Assay.Tuning.Samplers;

/// <summary>All samplers by name: one line each.</summary>
public static class SamplerCatalog
{
    private static readonly Dictionary<string, Func<Sampler, ISampler>> All = new(StringComparer.Ordinal)
    {
        ["random"] = sampler => Plain(sampler, new RandomSampler()),
    };

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

    private static ISampler Plain(Sampler sampler, ISampler made)
    {
        NamedOptions.Check("sampler", sampler.Name, sampler.Options, []);
        return made;
    }
}
