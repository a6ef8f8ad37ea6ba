namespace Assay.Learning.Training;

/// <summary>Which values of a metric are better.</summary>
public enum MetricDirection
{
    /// <summary>Small ones, as of a loss.</summary>
    Minimize,

    /// <summary>Large ones, as of an accuracy.</summary>
    Maximize,
}
