using Assay.Statistics;

namespace Assay.Tuning.Summaries;

/// <summary>The trials with one value of a parameter, whatever else they differ in.</summary>
/// <param name="Level">The value, or a range of a parameter that took many.</param>
/// <param name="Value">The value; null for a range, or where the parameter is not in play.</param>
/// <param name="Trials">Counted trials with it.</param>
/// <param name="Mean">Mean of their values.</param>
/// <param name="Deviation">Sample standard deviation of their values; undefined below two.</param>
/// <param name="Best">Their best value.</param>
/// <param name="BestTrial">Number of the trial that has it.</param>
/// <param name="Configurations">How many different configurations they are.</param>
/// <param name="ConfigurationMean">Mean over configurations, each counted once with the mean of its trials.</param>
/// <param name="Interval">Student's interval of that mean; null below two configurations. Repeated trials would make it too narrow, so they do not enter.</param>
public sealed record MarginalLevel(
    string Level, ParameterValue? Value, int Trials, Quantity Mean, Quantity Deviation, double Best, int BestTrial, int Configurations, Quantity ConfigurationMean, Interval? Interval);
