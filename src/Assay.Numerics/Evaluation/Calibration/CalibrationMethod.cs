namespace Assay.Evaluation.Calibration;

/// <summary>The ways to mend probabilities that are too sure or not sure enough.</summary>
public enum CalibrationMethod
{
    /// <summary>A logistic curve of the logit: two numbers.</summary>
    Platt,

    /// <summary>One number that divides the logit.</summary>
    Temperature,

    /// <summary>Any rising steps: as many numbers as the data asks for, for a thousand samples or more.</summary>
    Isotonic,

    /// <summary>A logistic curve of ln p and −ln(1 − p): three numbers.</summary>
    Beta,
}
