using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Analyzers.Studies;

public sealed class ReplicatesOfOneSeedTests : AnalyzerConformance
{
    private static readonly ParameterSpace TwoParameters = new([new Parameter("lr", new FloatDistribution(0, 1))]);

    protected override IAnalyzer Analyzer { get; } = new ReplicatesOfOneSeed();

    protected override IEnumerable<Subject> Bad => [Pair(Study("a", 7), Study("b", 7))];

    protected override IEnumerable<Subject> Good =>
    [
        Pair(Study("a", 7), Study("b", 8)),
        // Another space: no replicate.
        Pair(Study("a", 7), Study("b", 7) with { Space = ParameterSpace.Undeclared }),
        Pair(Study("a", 7), Study("b", 7) with { Metric = "loss" }),
    ];

    [Fact]
    public void Three_replicates_give_a_finding_a_pair()
    {
        Study[] studies = [Study("a", 7), Study("b", 7), Study("c", 7)];
        Assert.Equal(3, studies.Sum(study => Look(new StudySubject(Place.OfFile(study.Name), study) { Others = [.. studies.Where(other => other != study)] }).Count));
    }

    private static StudySubject Pair(Study study, Study other) => new(Place.OfFile("a"), study) { Others = [other] };

    private static Study Study(string name, int seed)
    {
        var random = new Random(seed);
        return new Study(name) { Space = TwoParameters, Trials = [.. Enumerable.Range(0, 10).Select(i => SomeSubjects.Trial(i, 0.7, ("lr", random.NextDouble())))] };
    }
}
