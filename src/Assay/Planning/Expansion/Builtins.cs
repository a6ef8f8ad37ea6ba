namespace Assay.Planning.Expansion;

/// <summary>The names that every experiment knows without declaring them.</summary>
/// <param name="Id">The experiment's id; <see langword="null"/> outside experiments, as in <c>prepare</c>.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Out">Where <c>out</c> is made from.</param>
internal sealed record Builtins(string? Id, long? Seed, string? Priority, string? Phase, Setting? Out)
{
    public const string OutName = "out";

    public static readonly Builtins None = new(null, null, null, null, null);

    /// <summary>Each name with what it stands for.</summary>
    public static readonly IReadOnlyList<(string Name, string Doc)> Names =
    [
        ("id", "the experiment's id"),
        ("seed", "its seed, when `seeds` are given"),
        ("name", "a name unique in the plan: the id, with seeds `id-s7`"),
        (OutName, "its `out` folder"),
        ("priority", "its priority, when it has one"),
        ("phase", "its phase, when it has one"),
        ("plan", "the plan's name"),
    ];

    public static bool IsBuiltin(string name) => Names.Any(builtin => builtin.Name == name);

    /// <summary>The value, <see langword="null"/> when this experiment has none; <c>out</c> is the scope's business.</summary>
    public string? Value(string name, string planName) => name switch
    {
        "id" => Id,
        "seed" => Seed?.ToString(CultureInfo.InvariantCulture),
        "name" => Id is null ? null : PlannedExperiment.NameOf(Id, Seed),
        "priority" => Priority,
        "phase" => Phase,
        "plan" => planName,
        _ => null,
    };
}
