using Assay.Tuning.Spaces;

namespace Assay.Tuning.Summaries;

/// <summary>How much of a grid of values was tried.</summary>
/// <param name="Parameters">The parameters whose combinations are counted; continuous ones have no grid and are none of them.</param>
/// <param name="Tested">Different combinations that completed trials tried.</param>
/// <param name="Size">How many there are.</param>
/// <param name="AreRulesApplied">Whether combinations that conditions and constraints forbid are left out of the size; very large grids are not walked.</param>
public sealed record GridCoverage(IReadOnlyList<string> Parameters, int Tested, double Size, bool AreRulesApplied)
{
    // Above, the walk would take longer than a summary may.
    private const double LargestWalked = 200_000;

    /// <summary>Share of the grid that was tried, in [0, 1].</summary>
    public double Share => Size == 0 ? 0 : Math.Min(1, Tested / Size);

    /// <summary>Counts the whole grid, every single parameter, and the groups that are asked for.</summary>
    /// <param name="study">The study.</param>
    /// <param name="groups">Groups of parameters.</param>
    /// <returns>The whole first, then single parameters, then groups; empty when the space is not declared or has no discrete parameter.</returns>
    /// <exception cref="AssayException">A group names a parameter that the space has not, or that is continuous.</exception>
    public static IReadOnlyList<GridCoverage> Of(Study study, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(groups);
        if (study.ReadySpace() is not { } space)
            return groups.Count == 0 ? [] : throw new AssayException($"The study '{study.Name}' declares no space, so that a coverage cannot be counted.");
        var discrete = space.Dimensions.Where(dimension => !dimension.IsContinuous).ToList();
        var asked = groups.Select(group => group.Select(name => space.Dimensions.FirstOrDefault(dimension => dimension.Name == name) switch
        {
            null => throw new AssayException($"The study '{study.Name}' has no parameter '{name}'; it has {string.Join(", ", space.Dimensions.Select(dimension => dimension.Name))}."),
            { IsContinuous: true } => throw new AssayException($"The parameter '{name}' is continuous: it has no grid whose coverage could be counted."),
            { } dimension => dimension,
        }).ToList()).ToList();
        if (discrete.Count == 0)
            return [];
        var points = study.Counted.Where(trial => trial.Params.Count > 0).Select(trial => space.ToPoint(trial.Params)).ToList();
        var all = new List<GridCoverage>();
        if (discrete.Count > 1)
            all.Add(Count(space, discrete, points));
        all.AddRange(discrete.Select(dimension => Count(space, [dimension], points)));
        all.AddRange(asked.Select(group => Count(space, group, points)));
        return all;
    }

    private static GridCoverage Count(SearchSpace space, List<Dimension> dimensions, List<double[]> points)
    {
        int[] places = [.. dimensions.Select(dimension => dimension.Index)];
        var isWhole = places.Length == space.Dimensions.Count;
        // A trial of an older space lies outside the grid; one that leaves out what is not in play does not.
        var inside = points.Where(point => Array.TrueForAll(places, place => !double.IsNaN(point[place]) || space.HasCondition(place))).ToList();
        var tested = isWhole
            ? inside.Select(point => space.KeyOf(point)).Distinct().Count()
            : inside.Select(point => new PointKey(Array.ConvertAll(places, place => point[place]))).Distinct().Count();
        var size = dimensions.Aggregate(1.0, (product, dimension) => product * dimension.Count);
        var rules = space.IsConstrained || space.IsConditional || space.Declared.Derived.Count > 0;
        return isWhole && rules && size <= LargestWalked
            ? new([.. dimensions.Select(dimension => dimension.Name)], tested, Allowed(space), true)
            : new([.. dimensions.Select(dimension => dimension.Name)], tested, size, !rules || !isWhole);
    }

    // Different configurations among all combinations: those that differ only in what is not in play, or in order, are one.
    private static double Allowed(SearchSpace space)
    {
        var keys = new HashSet<PointKey>();
        var numbers = new int[space.Dimensions.Count];
        var point = new double[numbers.Length];
        while (true)
        {
            for (var index = 0; index < point.Length; index++)
                point[index] = space.Dimensions[index].ValueAt(numbers[index]);
            space.Deactivate(point);
            if (space.Satisfies(point))
                keys.Add(space.KeyOf(point));
            var last = numbers.Length - 1;
            while (last >= 0 && ++numbers[last] == space.Dimensions[last].Count)
                numbers[last--] = 0;
            if (last < 0)
                return keys.Count;
        }
    }
}
