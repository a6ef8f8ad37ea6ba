namespace Assay.Tuning.Spaces;

/// <summary>The values that a parameter may take.</summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>Whether a value may be taken.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True when it lies in the distribution.</returns>
    public abstract bool Contains(ParameterValue value);
}
