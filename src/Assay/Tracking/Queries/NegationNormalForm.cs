namespace Assay.Tracking.Queries;

/// <summary>
/// Moves every <c>not</c> down to the comparisons, where the opposite comparison takes it up. In three-valued logic that changes
/// nothing, and afterwards "false" and "unknown" need not be told apart: neither finds a run.
/// </summary>
internal static class NegationNormalForm
{
    /// <summary>The same condition with <see cref="Condition.Not"/> only around comparisons with datasets, of which a run may have many.</summary>
    public static Condition Of(Condition condition, bool negate = false) => condition switch
    {
        Condition.Not not => Of(not.Term, !negate),
        Condition.AllOf all => Join(all.Terms, negate, any: negate),
        Condition.AnyOf any => Join(any.Terms, negate, any: !negate),
        _ when !negate => condition,
        Condition.IsNull isNull => isNull with { Negated = !isNull.Negated },
        Condition.Compare { Field: QueryField.Dataset } or Condition.In { Field: QueryField.Dataset } or Condition.Like { Field: QueryField.Dataset } =>
            new Condition.Not(condition),
        Condition.Compare compare => compare with { Operator = Opposite(compare.Operator) },
        Condition.In @in => @in with { Negated = !@in.Negated },
        Condition.Like like => like with { Negated = !like.Negated },
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static Condition Join(ValueList<Condition> terms, bool negate, bool any)
    {
        var moved = terms.Select(t => Of(t, negate));
        return any
            ? new Condition.AnyOf([.. moved.SelectMany(t => t is Condition.AnyOf inner ? inner.Terms : [t])])
            : new Condition.AllOf([.. moved.SelectMany(t => t is Condition.AllOf inner ? inner.Terms : [t])]);
    }

    private static Comparison Opposite(Comparison comparison) => comparison switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Less => Comparison.GreaterOrEqual,
        Comparison.LessOrEqual => Comparison.Greater,
        Comparison.Greater => Comparison.LessOrEqual,
        _ => Comparison.Less,
    };
}
