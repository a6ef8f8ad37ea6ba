namespace Assay.Tracking.Queries;

/// <summary>
/// A condition on a run, as it was written. Logic has three values, as in SQL: a comparison with something the run lacks is
/// unknown, so is its negation, and only runs for which the whole is true are found.
/// </summary>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>The condition as a query writes it.</summary>
    /// <returns>Canonical text.</returns>
    public sealed override string ToString() => RunQueryPrinter.Print(this);

    /// <summary>All of these hold.</summary>
    /// <param name="Terms">Two or more, none of them an <see cref="AllOf"/>.</param>
    public sealed record AllOf(ValueList<Condition> Terms) : Condition;

    /// <summary>At least one of these holds.</summary>
    /// <param name="Terms">Two or more, none of them an <see cref="AnyOf"/>.</param>
    public sealed record AnyOf(ValueList<Condition> Terms) : Condition;

    /// <summary>This does not hold.</summary>
    /// <param name="Term">What.</param>
    public sealed record Not(Condition Term) : Condition;

    /// <summary>A field compares with a value.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Operator">How.</param>
    /// <param name="Value">With what.</param>
    public sealed record Compare(QueryField Field, Comparison Operator, QueryValue Value) : Condition;

    /// <summary>A field equals one of some values.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Values">One to <see cref="RunQuery.MaxListLength"/> values.</param>
    /// <param name="Negated">Whether it is to equal none of them: <c>not in</c>.</param>
    public sealed record In(QueryField Field, ValueList<QueryValue> Values, bool Negated) : Condition;

    /// <summary>A text matches a pattern: % stands for any characters, _ for one.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Pattern">The pattern.</param>
    /// <param name="IgnoreCase">Whether a–z equal A–Z: <c>ilike</c>.</param>
    /// <param name="Escape">Takes the next character of the pattern literally; null when no character does.</param>
    /// <param name="Negated">Whether it is not to match: <c>not like</c>.</param>
    public sealed record Like(QueryField Field, string Pattern, bool IgnoreCase, char? Escape, bool Negated) : Condition;

    /// <summary>The run lacks the field. NaN and undefined metrics count as lacking.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Negated">Whether the run is to have it: <c>is not null</c>.</param>
    public sealed record IsNull(QueryField Field, bool Negated) : Condition;
}
