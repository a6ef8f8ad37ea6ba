namespace Assay.Budgets;

/// <summary>Which cases a budget counts when validation cases are carved out.</summary>
public enum BudgetCount
{
    /// <summary>Training and validation cases together: what was labelled.</summary>
    Labelled,

    /// <summary>Training cases only; the validation cases come on top.</summary>
    Train,
}
