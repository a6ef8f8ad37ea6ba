namespace Assay.Evaluation.Curves;

/// <summary>Which of several equally good steps is called the best.</summary>
public enum TieRule
{
    /// <summary>The lowest step: the shortest training that reached it.</summary>
    First,

    /// <summary>The highest step.</summary>
    Last,
}
