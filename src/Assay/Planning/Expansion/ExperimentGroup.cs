namespace Assay.Planning.Expansion;

/// <summary>What the experiments of a priority, or those outside priorities, have in common.</summary>
/// <param name="Priority">The priority; <see langword="null"/> outside priorities.</param>
/// <param name="Phase">The phase; <see langword="null"/> without one.</param>
/// <param name="Needs">Names of what must be done first.</param>
/// <param name="Settings">Settings, of all layers so far.</param>
internal sealed record ExperimentGroup(string? Priority, string? Phase, IReadOnlyList<string> Needs, Settings Settings);
