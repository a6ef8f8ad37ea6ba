namespace Assay.Planning;

/// <summary>How runs are ranked in the tracker.</summary>
/// <param name="By">The metric that ranks.</param>
/// <param name="Limit">How many are listed, 1 to 1000.</param>
public sealed record PlanTop(string By, int Limit);
