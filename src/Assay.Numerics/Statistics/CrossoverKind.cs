namespace Assay.Statistics;

/// <summary>How a curve stands to what it is to overtake.</summary>
public enum CrossoverKind
{
    /// <summary>It overtakes inside the range of budgets and stays ahead to its end.</summary>
    Reached,

    /// <summary>It is ahead from the smallest budget on.</summary>
    FromTheStart,

    /// <summary>It is not ahead at the largest budget: never reached, in this range.</summary>
    Never,
}
