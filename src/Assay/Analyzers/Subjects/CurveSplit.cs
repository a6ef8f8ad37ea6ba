namespace Assay.Analyzers.Subjects;

/// <summary>The part of the data that a curve was measured on.</summary>
public enum CurveSplit
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>What the model learns from.</summary>
    Train,

    /// <summary>What decides between models.</summary>
    Valid,

    /// <summary>What is looked at last.</summary>
    Test,
}
