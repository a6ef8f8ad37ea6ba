namespace Assay.Tuning.Summaries;

/// <summary>A study among those that climb a ladder, such as three budgets of a model.</summary>
/// <param name="Study">The study.</param>
/// <param name="All">Its counted values.</param>
/// <param name="Configurations">How many different configurations it tried.</param>
/// <param name="Difference">Its best less the best of the study below, in units of the objective; null for the first, or where none counts.</param>
/// <param name="IsBetter">Whether its best is better than that of the study below; null like the difference.</param>
public sealed record LadderRung(Study Study, SampleBlock All, int Configurations, double? Difference, bool? IsBetter);
