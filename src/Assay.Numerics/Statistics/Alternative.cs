namespace Assay.Statistics;

/// <summary>Which departure from the null hypothesis counts as evidence. It is chosen before the data are seen.</summary>
public enum Alternative
{
    /// <summary>The effect differs from the margin, in either direction.</summary>
    TwoSided,

    /// <summary>The effect is greater than the margin.</summary>
    Greater,

    /// <summary>The effect is less than the margin.</summary>
    Less,
}
