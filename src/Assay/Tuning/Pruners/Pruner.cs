namespace Assay.Tuning.Pruners;

/// <summary>Which pruner, with which options: what a person names and a study remembers. <see cref="PrunerCatalog"/> makes it.</summary>
/// <param name="Name">Its name, e.g. <c>median</c>.</param>
public sealed record Pruner(string Name)
{
    /// <summary>Options by name, e.g. <c>startup</c> → <c>10</c>; empty for its defaults.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Ends what is worse than the median at the same step.</summary>
    public static Pruner Median { get; } = new("median");

    /// <summary>Ends nothing.</summary>
    public static Pruner None { get; } = new("none");

    /// <summary>Reads a name with options as people type it: <c>median</c>, <c>patient:inner=median,patience=5</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The pruner.</returns>
    /// <exception cref="AssayException">It is no such text.</exception>
    public static Pruner Parse(string text)
    {
        var (name, options) = NamedOptions.Read(text, "pruner");
        return new Pruner(name) { Options = options };
    }
}
