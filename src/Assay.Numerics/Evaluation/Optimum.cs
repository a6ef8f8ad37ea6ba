namespace Assay.Evaluation;

/// <summary>Which values of a measure are best.</summary>
public enum Optimum
{
    /// <summary>Small ones, as of a loss.</summary>
    Lowest,

    /// <summary>Large ones, as of an accuracy.</summary>
    Highest,
}
