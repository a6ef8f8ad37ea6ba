using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>Which parameters of a space the normal distribution holds, and which are unordered choices. Parameters with a single value are in neither.</summary>
internal sealed class CmaEsLayout
{
    /// <summary>Sorts a space's parameters.</summary>
    public CmaEsLayout(SearchSpace space)
    {
        Space = space;
        Numbers = [.. space.Dimensions.Where(dimension => dimension.IsOrdered && dimension.Count != 1)];
        Choices = [.. space.Dimensions.Where(dimension => !dimension.IsOrdered && dimension.Count != 1)];
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>Parameters of the normal distribution, n of them.</summary>
    public Dimension[] Numbers { get; }

    /// <summary>Unordered choices.</summary>
    public Dimension[] Choices { get; }

    /// <summary>n for learning rates: at least 1.</summary>
    public int RateDimension => Math.Max(1, Numbers.Length);

    /// <summary>Trials a generation, unless said otherwise.</summary>
    public int DefaultPopulation => 4 + (int)Math.Floor(3 * Math.Log(Math.Max(1, Numbers.Length + Choices.Length)));
}
