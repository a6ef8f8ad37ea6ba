namespace Assay.Budgets.Judging;

/// <summary>What predictions are worth.</summary>
/// <param name="Of">The predictions.</param>
/// <param name="Overall">Of one label or all cases: <c>all</c>; of several labels <c>macro</c>, <c>weighted</c> and <c>micro</c>.</param>
/// <param name="Parts">Each label or class; empty where there is only one.</param>
/// <param name="Notes">What a reader must know: how intervals were made, what was left out.</param>
public sealed record Judgement(Predictions Of, IReadOnlyList<JudgedScope> Overall, IReadOnlyList<JudgedScope> Parts, IReadOnlyList<string> Notes);
