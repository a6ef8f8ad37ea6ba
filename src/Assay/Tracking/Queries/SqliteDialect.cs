namespace Assay.Tracking.Queries;

/// <summary>
/// What SQLite says differently from PostgreSQL. Its LIKE ignores the case of a–z unless a pragma changes that for the
/// whole connection, so that <c>like</c> becomes GLOB, which heeds case, and <c>ilike</c> becomes LIKE; case_sensitive_like stays off.
/// </summary>
internal static class SqliteDialect
{
    /// <summary>A condition that a text matches a pattern, or does not; unknown when the text is null.</summary>
    public static string Like(string expression, Condition.Like like, Func<object, string> parameter)
    {
        var not = like.Negated ? "NOT " : "";
        if (!like.IgnoreCase)
            return $"{expression} {not}GLOB {parameter(LikePattern.ToGlob(like.Pattern, like.Escape))}";
        var escape = like.Escape is { } c ? $" ESCAPE {parameter(c.ToString())}" : "";
        return $"{expression} {not}LIKE {parameter(like.Pattern)}{escape}";
    }
}
