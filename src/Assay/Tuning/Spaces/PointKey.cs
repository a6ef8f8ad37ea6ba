namespace Assay.Tuning.Spaces;

/// <summary>The identity of a configuration: equal for configurations that are the same.</summary>
public readonly struct PointKey : IEquatable<PointKey>
{
    private readonly double[] _values;

    internal PointKey(double[] values) => _values = values;

    /// <inheritdoc/>
    public bool Equals(PointKey other) => _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PointKey other && Equals(other);

    /// <summary>Whether two configurations are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(PointKey left, PointKey right) => left.Equals(right);

    /// <summary>Whether two configurations differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(PointKey left, PointKey right) => !left.Equals(right);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
