using Assay.Tracking;
using Assay.Tuning.Pruners;
using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>A search for the best parameters, as it stands: its space, its trials, and what was reported of it.</summary>
/// <param name="Name">What people call it; not unique.</param>
public sealed record Study(string Name)
{
    /// <summary>Its id in the store, 32 hex digits; null outside a store.</summary>
    public string? Id { get; init; }

    /// <summary>Which values of the objective are better. Default: larger.</summary>
    public Direction Direction { get; init; }

    /// <summary>Key of the objective's metric, e.g. <c>val_auc</c>. Default: <c>objective</c>.</summary>
    public string Metric { get; init; } = "objective";

    /// <summary>The second and further objectives; empty when there is one.</summary>
    public IReadOnlyList<Objective> FurtherObjectives { get; init; } = [];

    /// <summary>All objectives.</summary>
    public IReadOnlyList<Objective> Objectives => [new Objective(Metric, Direction), .. FurtherObjectives];

    /// <summary>Which values of each objective are better; the first is <see cref="Direction"/>.</summary>
    public IReadOnlyList<Direction> Directions => [.. Objectives.Select(objective => objective.Direction)];

    /// <summary>The parameters with their values; undeclared when unknown.</summary>
    public ParameterSpace Space { get; init; } = ParameterSpace.Undeclared;

    /// <summary>The spaces before it was changed, oldest first: the first is version 0. A trial keeps the version it was drawn from.</summary>
    public IReadOnlyList<ParameterSpace> EarlierSpaces { get; init; } = [];

    /// <summary>The version of <see cref="Space"/>, from 0.</summary>
    public int SpaceVersion => EarlierSpaces.Count;

    /// <summary>Whether the space grows as an objective asks for parameters; otherwise it was declared, and nothing else may be asked for.</summary>
    public bool IsDefinedByRun { get; init; }

    /// <summary>The sampler by name, e.g. <c>tpe</c>; null when unknown.</summary>
    public string? Sampler { get; init; }

    /// <summary>The seed that drove the sampler; null when unknown.</summary>
    public long? Seed { get; init; }

    /// <summary>What else the sampler was told, by name; empty for its defaults.</summary>
    public IReadOnlyDictionary<string, string> SamplerOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>What ends trials early that will not win; null when nothing does, or when unknown.</summary>
    public Pruner? Pruner { get; init; }

    /// <summary>The command that evaluates its trials; null when a program does, or when unknown.</summary>
    public TrialCommand? Command { get; init; }

    /// <summary>Its trials, by number.</summary>
    public IReadOnlyList<Trial> Trials { get; init; } = [];

    /// <summary>What was reported as its result; null when nothing was.</summary>
    public ReportedBest? Reported { get; init; }

    /// <summary>Rows per class that the objective was measured on, in the order of the classes; empty when unknown.</summary>
    public IReadOnlyList<long> ClassCounts { get; init; } = [];

    /// <summary>The folder or file it was read from; null when from none.</summary>
    public string? Source { get; init; }

    /// <summary>When it was made, UTC; null when unknown.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The trials whose values take part in statistics.</summary>
    public IEnumerable<Trial> Counted => Trials.Where(trial => trial.Counts);

    /// <summary>The counted and feasible trial with the best value of the first objective, the first of equals; null when there is none.</summary>
    public Trial? Best => Counted.Where(trial => trial.IsFeasible).Aggregate((Trial?)null, (best, trial) => best is null || IsBetter(trial.Value!.Value.Number, best.Value!.Value.Number) ? trial : best);

    /// <summary>The counted and feasible trials that no other is at least as good as in every objective and better in one; the first of equals.</summary>
    public IReadOnlyList<Trial> Front
    {
        get
        {
            var front = new List<(Trial Trial, double[] Losses)>();
            foreach (var trial in Counted.Where(trial => trial.IsFeasible && trial.FurtherValues.Count == FurtherObjectives.Count && trial.FurtherValues.All(value => double.IsFinite(value.Number))))
            {
                double[] losses = [.. Objectives.Select((objective, index) => objective.Loss(index == 0 ? trial.Value!.Value.Number : trial.FurtherValues[index - 1].Number))];
                if (front.Exists(other => other.Losses.Zip(losses).All(pair => pair.First <= pair.Second)))
                    continue;
                front.RemoveAll(other => losses.Zip(other.Losses).All(pair => pair.First <= pair.Second));
                front.Add((trial, losses));
            }

            return [.. front.Select(member => member.Trial)];
        }
    }

    /// <summary>A version of the space.</summary>
    /// <param name="version">From 0 to <see cref="SpaceVersion"/>.</param>
    /// <returns>The space.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public ParameterSpace SpaceOf(int version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, SpaceVersion);
        return version == SpaceVersion ? Space : EarlierSpaces[version];
    }

    /// <summary>Whether a value is better than another.</summary>
    /// <param name="value">A number.</param>
    /// <param name="than">A number.</param>
    /// <returns>True when strictly better.</returns>
    public bool IsBetter(double value, double than) => Direction == Direction.Maximize ? value > than : value < than;
}
