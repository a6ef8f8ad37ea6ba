using Assay.Analyzers;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Curves;

public sealed class TrainMetricWithDropoutTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new TrainMetricWithDropout();

    protected override IEnumerable<Subject> Bad => [Training("0.1", "dropout", 30, 33), Training("0.5", "model.params.dropout", 30, 33)];

    protected override IEnumerable<Subject> Good =>
    [
        Training("0.1", "dropout", 35, 33),
        Training("0.0", "dropout", 30, 33),
        Training("0.1", "learning_rate", 30, 33),
        // Somebody says how it was measured.
        Training("0.1", "dropout", 30, 33) is var declared ? declared with { Curves = [declared.Curves[0] with { Identity = declared.Curves[0].Identity with { Definition = "accuracy, dropout off" } }, declared.Curves[1]] } : null!,
    ];

    private static RunSubject Training(string dropout, string key, double train, double valid) =>
        SomeSubjects.Training(SomeSubjects.Curve("train/accuracy", train, train + 10, train + 15, 80), SomeSubjects.Curve("valid/accuracy", valid, valid + 10, valid + 15, 66)) with
        {
            Params = new Dictionary<string, Param> { [key] = new(key, dropout) },
        };
}
