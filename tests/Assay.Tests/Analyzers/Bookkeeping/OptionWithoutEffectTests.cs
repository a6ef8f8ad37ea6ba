using System.Globalization;
using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class OptionWithoutEffectTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new OptionWithoutEffect();

    protected override IEnumerable<Subject> Bad => [SomeRuns.Books(Trained("a", true, 0.1, 0.71231), Trained("b", false, 0.1, 0.71231), Trained("c", true, 0.3, 0.72231))];

    protected override IEnumerable<Subject> Good =>
    [
        SomeRuns.Books(Trained("a", true, 0.1, 0.71231), Trained("b", false, 0.1, 0.72231)),
        // One pair shows that it acts.
        SomeRuns.Books(Trained("a", true, 0.1, 0.71231), Trained("b", false, 0.1, 0.71231), Trained("c", true, 0.3, 0.72231), Trained("d", false, 0.3, 0.73231)),
        // They differ in two.
        SomeRuns.Books(Trained("a", true, 0.1, 0.71231), Trained("b", false, 0.3, 0.71231)),
    ];

    [Fact]
    public void The_option_and_its_values_are_named()
    {
        Assert.StartsWith("'use_class_weights' has no effect: 2 runs that differ in it alone (true, false)", Only(Bad.First()).Message, StringComparison.Ordinal);
    }

    private static RunRow Trained(string id, bool weights, double dropout, double auc) =>
        SomeRuns.Row(id, ("valid/auc", auc), ("valid/loss", 0.4567)) with { Params = new Dictionary<string, Param> { ["use_class_weights"] = new("use_class_weights", weights ? "true" : "false"), ["dropout"] = new("dropout", dropout.ToString(CultureInfo.InvariantCulture)) } };
}
