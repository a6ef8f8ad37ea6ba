namespace Assay.Budgets;

/// <summary>What predictions are of.</summary>
public enum PredictionTask
{
    /// <summary>One label, yes or no.</summary>
    Binary,

    /// <summary>Several labels, each yes or no.</summary>
    MultiLabel,

    /// <summary>One class of several.</summary>
    MultiClass,

    /// <summary>A number.</summary>
    Regression,
}
