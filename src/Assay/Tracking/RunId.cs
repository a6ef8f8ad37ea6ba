namespace Assay.Tracking;

/// <summary>A run's id: a UUID of version 7 as 32 lower-case hex digits, so that ids sort by the time of their making.</summary>
public readonly record struct RunId : IComparable<RunId>
{
    private readonly string? _value;

    private RunId(string value) => _value = value;

    /// <summary>The 32 digits; all zero for the default value.</summary>
    public string Value => _value ?? "00000000000000000000000000000000";

    /// <summary>The last 8 digits, all random: what lists show and a person types. The leading digits are a time that neighbours share.</summary>
    public string Tail => Value[^8..];

    /// <summary>A new id.</summary>
    /// <param name="clock">Gives the time inside the id.</param>
    /// <returns>An id that was never given before.</returns>
    public static RunId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    /// <summary>Reads 32 hex digits; upper case is accepted.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="id">The id when the text is one.</param>
    /// <returns>Whether the text is a run id.</returns>
    public static bool TryParse(string? text, out RunId id)
    {
        id = default;
        if (text is not { Length: 32 } || !text.All(char.IsAsciiHexDigit))
            return false;
        id = new RunId(text.ToLowerInvariant());
        return true;
    }

    /// <summary>Reads 32 hex digits.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The id.</returns>
    /// <exception cref="AssayException">The text is not 32 hex digits.</exception>
    public static RunId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new AssayException($"'{text}' is not a run id: 32 hex digits are expected.");

    /// <inheritdoc/>
    public int CompareTo(RunId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The 32 digits.</summary>
    /// <returns>The digits.</returns>
    public override string ToString() => Value;

    /// <summary>Whether one id was made before another.</summary>
    public static bool operator <(RunId left, RunId right) => left.CompareTo(right) < 0;

    /// <summary>Whether one id was made after another.</summary>
    public static bool operator >(RunId left, RunId right) => left.CompareTo(right) > 0;

    /// <summary>Whether one id was made before another or is the same.</summary>
    public static bool operator <=(RunId left, RunId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one id was made after another or is the same.</summary>
    public static bool operator >=(RunId left, RunId right) => left.CompareTo(right) >= 0;
}
