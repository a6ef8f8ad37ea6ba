using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>Configurations beside a good one that nobody tried.</summary>
public static class Neighbors
{
    /// <summary>The neighbors of a trial that differ in one parameter by one value, and were in no trial: of ordered parameters the next value on both sides, of others every value.</summary>
    /// <param name="study">The study with its trials and its declared space; parameters with any real value have no neighbors.</param>
    /// <param name="trial">The trial.</param>
    /// <returns>Whole configurations, each once, in the order of the parameters.</returns>
    public static IReadOnlyList<IReadOnlyDictionary<string, ParameterValue>> Untested(Study study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);
        var space = new SearchSpace(study.Space);
        var tried = study.Trials.Select(other => space.KeyOf(space.ToPoint(other.Params))).ToHashSet();
        var found = new List<IReadOnlyDictionary<string, ParameterValue>>();
        var center = space.ToPoint(trial.Params);
        foreach (var dimension in space.Dimensions)
        {
            if (dimension.IsContinuous || double.IsNaN(center[dimension.Index]))
                continue;
            var at = dimension.NumberOf(center[dimension.Index]);
            for (var number = 0; number < dimension.Count; number++)
            {
                if (number == at || (dimension.IsOrdered && Math.Abs(number - at) > 1))
                    continue;
                var point = (double[])center.Clone();
                point[dimension.Index] = dimension.ValueAt(number);
                space.Deactivate(point);
                // A value that brings another parameter into play leaves that one to be drawn.
                if (space.Satisfies(point) && tried.Add(space.KeyOf(point)))
                    found.Add(space.ToParams(point));
            }
        }

        return found;
    }
}
