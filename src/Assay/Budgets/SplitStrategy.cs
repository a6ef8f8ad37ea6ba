namespace Assay.Budgets;

/// <summary>How cases are drawn.</summary>
public enum SplitStrategy
{
    /// <summary>So that every label keeps its share, by iterative stratification.</summary>
    Stratified,

    /// <summary>Each case, or group, with the same probability.</summary>
    Random,
}
