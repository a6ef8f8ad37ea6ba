using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Grid;

/// <summary>Configurations in an order shuffled by the seed, of which the first that nobody took is next.</summary>
internal sealed class ConfigurationQueue
{
    private readonly List<double[]> _configurations;
    private readonly TestedKeys _tested;
    private int _next; // Everything before it is finished or running, until trials vanish.
    private int _version;

    /// <summary>A queue.</summary>
    /// <exception cref="AssayException">There is no configuration at all.</exception>
    public ConfigurationQueue(SearchSpace space, List<double[]> configurations, Seed seed)
    {
        space.RefuseEmpty();
        if (configurations.Count == 0)
            throw new AssayException($"No combination of values satisfies {string.Join(", ", space.Declared.Constraints.Select(text => $"'{text}'"))}; check for a contradiction, or give more values.");
        _configurations = configurations;
        _tested = new TestedKeys(space);
        var random = new RandomSequence(seed);
        for (var index = configurations.Count - 1; index > 0; index--)
        {
            var other = random.Below(index + 1);
            (configurations[index], configurations[other]) = (configurations[other], configurations[index]);
        }
    }

    /// <summary>The next configuration that is neither finished nor running.</summary>
    /// <returns>The configuration; null when all are.</returns>
    public double[]? Next(SamplingRequest request)
    {
        _tested.Update(request);
        if (_version != _tested.Version)
            (_version, _next) = (_tested.Version, 0);
        var at = _next;
        for (; at < _configurations.Count; at++)
        {
            if (!_tested.IsFinished(_configurations[at]))
                break;
        }

        _next = at;
        for (; at < _configurations.Count; at++)
        {
            if (!_tested.Contains(_configurations[at]))
                return _configurations[at];
        }

        return null;
    }
}
