namespace Assay.Tuning.Summaries;

/// <summary>Whether a study has come to an end of its own.</summary>
public enum ConvergenceKind
{
    /// <summary>Too few trials to say, or no clear picture.</summary>
    Undetermined,

    /// <summary>The best was improved among the latest trials: more trials may find better.</summary>
    Improving,

    /// <summary>The latest trials mostly repeat configurations that were tried: the study stands still, which shows nothing of what was not tried.</summary>
    Repeating,

    /// <summary>Many new configurations were tried since the best was found, and none was better.</summary>
    Converged,
}
