namespace Assay.Tracking;

/// <summary>What a person's note is. Stored by name in lower case with "-".</summary>
public enum NoteKind
{
    /// <summary>Plain text.</summary>
    Note,

    /// <summary>What was decided, and why.</summary>
    Decision,

    /// <summary>What was found out.</summary>
    Finding,

    /// <summary>What it means.</summary>
    Insight,

    /// <summary>What is wrong.</summary>
    Issue,

    /// <summary>What was seen.</summary>
    Observation,

    /// <summary>What the user wants first.</summary>
    UserPriority,

    /// <summary>What is to be done next.</summary>
    NextStep,

    /// <summary>What follows from the evidence.</summary>
    Conclusion,

    /// <summary>What is expected before running; graded afterwards.</summary>
    Prediction,
}
