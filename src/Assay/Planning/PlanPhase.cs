namespace Assay.Planning;

/// <summary>A phase of the work.</summary>
/// <param name="Id">Unique among phases and priorities.</param>
/// <param name="Title">What it is; <see langword="null"/> when not said.</param>
/// <param name="Goal">When it is done; <see langword="null"/> when not said.</param>
/// <param name="Status">A word of the user's on where it stands; <see langword="null"/> when not said.</param>
/// <param name="Items">Its priorities, and experiments outside priorities, in the order of the plan.</param>
public sealed record PlanPhase(string Id, string? Title, string? Goal, string? Status, IReadOnlyList<string> Items);
