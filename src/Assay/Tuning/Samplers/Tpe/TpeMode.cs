namespace Assay.Tuning.Samplers.Tpe;

/// <summary>What TPE models together.</summary>
public enum TpeMode
{
    /// <summary>All parameters together, along the tree of conditions: those that are always in play first, then the others given what was chosen before.</summary>
    Multivariate,

    /// <summary>Parameters with the same condition together, apart from all others.</summary>
    Grouped,

    /// <summary>Every parameter by itself.</summary>
    Independent,
}
