using Assay.Tracking;

namespace Assay.Analyzers.Subjects;

/// <summary>A metric over the steps of a training.</summary>
/// <param name="Identity">What the values mean.</param>
/// <param name="Steps">Steps, ascending; of several values at a step the last stays.</param>
/// <param name="Values">A value a step; NaN where it was NaN or undefined.</param>
public sealed record Curve(MetricIdentity Identity, IReadOnlyList<long> Steps, IReadOnlyList<double> Values)
{
    /// <summary>What it measures, from its identity or else its key.</summary>
    public CurveRole Role { get; } = CurveRole.Of(Identity);

    /// <summary>The index of the best finite value, the first of equals; −1 when there is none.</summary>
    public int BestIndex
    {
        get
        {
            var best = -1;
            for (var i = 0; i < Values.Count; i++)
            {
                if (double.IsFinite(Values[i]) && (best < 0 || (Role.IsHigherBetter ? Values[i] > Values[best] : Values[i] < Values[best])))
                    best = i;
            }

            return best;
        }
    }

    /// <summary>The curve of points as a store has them.</summary>
    /// <param name="identity">What the values mean.</param>
    /// <param name="points">The points by step, then order of logging.</param>
    /// <returns>The curve.</returns>
    public static Curve Of(MetricIdentity identity, IReadOnlyList<MetricPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (steps, values) = (new List<long>(points.Count), new List<double>(points.Count));
        foreach (var point in points)
        {
            if (steps.Count > 0 && steps[^1] == point.Step)
            {
                values[^1] = point.Value.Number;
                continue;
            }

            steps.Add(point.Step);
            values.Add(point.Value.Number);
        }

        return new Curve(identity, steps, values);
    }
}
