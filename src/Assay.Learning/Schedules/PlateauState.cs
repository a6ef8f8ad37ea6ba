namespace Assay.Learning.Schedules;

/// <summary>What <see cref="ReduceOnPlateau"/> remembers, for checkpoints.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Best">The best value so far; null before the first.</param>
/// <param name="WorseInARow">Values since the best, or since the last reduction.</param>
/// <param name="CooldownLeft">Values that are not counted yet.</param>
public sealed record PlateauState(double Rate, double? Best = null, int WorseInARow = 0, int CooldownLeft = 0);
