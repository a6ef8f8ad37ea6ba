namespace Assay.Budgets;

/// <summary>What a budget draws as one.</summary>
public enum SplitUnit
{
    /// <summary>Single cases.</summary>
    Rows,

    /// <summary>Whole groups; a budget still counts cases.</summary>
    Groups,
}
