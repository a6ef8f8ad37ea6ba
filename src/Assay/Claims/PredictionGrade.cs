namespace Assay.Claims;

/// <summary>Grades of a prediction.</summary>
public enum PredictionGrade
{
    /// <summary>There is nothing to compare it with yet.</summary>
    Open,

    /// <summary>The effect lies where it said.</summary>
    Kept,

    /// <summary>The effect lies elsewhere.</summary>
    Missed,

    /// <summary>It was made after the first run had begun, and is not graded.</summary>
    TooLate,
}
