namespace Assay.Tuning.Importance;

/// <summary>What "a parameter matters" is taken to mean.</summary>
public enum ImportanceMethod
{
    /// <summary>How differently the good trials are distributed over the parameter than all trials: what it takes to be good. Fast.</summary>
    PedAnova,

    /// <summary>Share of the objective's variance over the whole space that the parameter explains alone, in a forest fitted to the trials.</summary>
    Fanova,

    /// <summary>How much worse the forest predicts when the parameter's values are shuffled among trials: main effects and interactions together.</summary>
    Permutation,
}
