using Assay.Analyzers;
using Assay.Linting;
using Assay.Planning;

namespace Assay.Cli;

/// <summary>Lints what lands in the store, by the settings of a plan.</summary>
internal static class LintOnEnd
{
    /// <summary>The listener with the settings of the nearest plan.</summary>
    /// <exception cref="PlanException">The plan's settings name a rule that does not exist.</exception>
    public static LintListener Of(Invocation call) => Of(call, PlanSource.TryReadNearest(call.Host, _ => { }));

    /// <summary>The listener with a plan's settings.</summary>
    /// <exception cref="PlanException">The plan's settings name a rule that does not exist.</exception>
    public static LintListener Of(Invocation call, Plan? plan) => new(
        new LintEngine(AnalyzerCatalog.All, plan is null ? null : LintSettings.Of(plan, AnalyzerCatalog.All.Select(analyzer => analyzer.Rule))), call.Host.Clock);
}
