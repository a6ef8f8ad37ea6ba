namespace Assay.Budgets;

/// <summary>What splits of a manifest are wished.</summary>
public sealed record SplitOptions
{
    /// <summary>Numbers of cases, each from 1; empty takes the whole pool.</summary>
    public IReadOnlyList<int> Budgets { get; init; } = [];

    /// <summary>A draw of every budget is made for each seed.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [42];

    /// <summary>What is drawn as one.</summary>
    public SplitUnit Unit { get; init; }

    /// <summary>How cases are drawn.</summary>
    public SplitStrategy Strategy { get; init; }

    /// <summary>Whether of one seed every smaller budget is a part of every larger one, validation of validation and training of training; otherwise each is drawn for itself.</summary>
    public bool IsNested { get; init; } = true;

    /// <summary>Share of a budget that is carved out for validation, in (0, 1); null for none. With groups no group is divided.</summary>
    public double? CarvedValidation { get; init; }

    /// <summary>Which cases a budget counts.</summary>
    public BudgetCount Counts { get; init; }

    /// <summary>Whether a budget above the pool takes the whole pool; otherwise it is refused.</summary>
    public bool CapAtPool { get; init; }

    /// <summary>Number of folds, from 2, each the test set of its draws; null for no folds.</summary>
    public int? Folds { get; init; }

    /// <summary>The seed of the folds, which all draws share.</summary>
    public ulong FoldSeed { get; init; } = 42;
}
