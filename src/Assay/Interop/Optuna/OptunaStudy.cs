namespace Assay.Interop.Optuna;

/// <summary>A study as Optuna's files hold it, before it is understood.</summary>
/// <param name="Name">Its name; unique in a file.</param>
internal sealed record OptunaStudy(string Name)
{
    /// <summary>For each objective MINIMIZE, MAXIMIZE or NOT_SET.</summary>
    public List<string> Directions { get; init; } = [];

    /// <summary>What the user noted, as JSON by key.</summary>
    public Dictionary<string, string> UserAttributes { get; } = new(StringComparer.Ordinal);

    /// <summary>What Optuna noted, as JSON by key.</summary>
    public Dictionary<string, string> SystemAttributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Its trials in the order they were made.</summary>
    public List<OptunaTrial> Trials { get; } = [];
}
