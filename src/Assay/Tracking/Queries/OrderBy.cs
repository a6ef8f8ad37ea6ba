namespace Assay.Tracking.Queries;

/// <summary>One key that runs are sorted by. Runs that lack the field come last in both directions.</summary>
/// <param name="Field">The field; not a dataset.</param>
/// <param name="Descending">Largest first.</param>
public sealed record OrderBy(QueryField Field, bool Descending)
{
    /// <summary>Reads one key as it stands after <c>order by</c>, e.g. <c>metrics.auc desc</c>.</summary>
    /// <param name="text">The key.</param>
    /// <returns>The key.</returns>
    /// <exception cref="RunQueryException">The text is not a key; the message points at the column.</exception>
    public static OrderBy Parse(string text) => new RunQueryParser(text).ReadSingleOrder();

    /// <summary>The key as a query writes it.</summary>
    /// <returns>E.g. <c>metrics.auc desc</c>.</returns>
    public override string ToString() => Descending ? $"{Field} desc" : Field.ToString();
}
