namespace Assay.Tracking.Queries;

/// <summary>An expression that runs are sorted by; what is null comes last.</summary>
/// <param name="Expression">SQL over the compiled query's <see cref="RunQuerySql.From"/>.</param>
/// <param name="Descending">Largest first.</param>
/// <param name="Nullable">Whether it can be null for a run that the query finds.</param>
internal sealed record RunSortKey(string Expression, bool Descending, bool Nullable);
