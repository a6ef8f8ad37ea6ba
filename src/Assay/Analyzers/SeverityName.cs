namespace Assay.Analyzers;

/// <summary>The names of severities in plans, stores and on screen.</summary>
public static class SeverityName
{
    /// <summary>The names, from the least grave.</summary>
    public static IReadOnlyList<string> All { get; } = ["info", "warning", "error"];

    /// <summary>A severity's name.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns><c>info</c>, <c>warning</c> or <c>error</c>.</returns>
    public static string Name(this Severity severity) => All[(int)severity];

    /// <summary>The severity of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The severity; null when it is no such name.</returns>
    public static Severity? Parse(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], name, StringComparison.Ordinal))
                return (Severity)i;
        }

        return null;
    }
}
