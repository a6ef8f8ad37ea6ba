using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class ClaimAgainstItsDataTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ClaimAgainstItsData();

    protected override IEnumerable<Subject> Bad =>
    [
        Log(new LogEntry("HPO", 20)
        {
            Params = new Dictionary<string, string> { ["lr=1e-5/remark"] = "BEST but narrow range" },
            Metrics = new Dictionary<string, double> { ["lr=1e-5/mean_auc"] = 0.7042, ["lr=5e-5/mean_auc"] = 0.7086 },
        }),
        Log(new LogEntry("Summary", 20) { Params = new Dictionary<string, string> { ["a/hidden_dims"] = "[4096,4096]", ["b/hidden_dims"] = "[512,128]" } }) with { Statements = [new LogStatement("HPO consistently selected smaller heads as optimal.", "result", 30)] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Log(new LogEntry("HPO", 20)
        {
            Params = new Dictionary<string, string> { ["lr=5e-4/remark"] = "WORST", ["lr=5e-5/remark"] = "BEST" },
            Metrics = new Dictionary<string, double> { ["lr=5e-4/mean_auc"] = 0.6822, ["lr=5e-5/mean_auc"] = 0.7086, ["lr=5e-5/trials"] = 7, ["lr=5e-4/trials"] = 6 },
        }),
        Log(new LogEntry("Summary", 20) { Params = new Dictionary<string, string> { ["a/hidden_dims"] = "[64]", ["b/hidden_dims"] = "[512,128]" } }) with { Statements = [new LogStatement("HPO selected smaller heads.", "result", 30)] },
        Log(new LogEntry("Summary", 20) { Params = new Dictionary<string, string> { ["a/hidden_dims"] = "[4096,4096]", ["b/hidden_dims"] = "[512,128]" } }) with { Statements = [new LogStatement("Larger heads were chosen.", "result", 30)] },
    ];

    [Fact]
    public void Smaller_heads_were_not_what_the_action_log_chose()
    {
        var found = Logged.Subjects(Logged.Seed("000")).SelectMany(Look).ToList();
        Assert.Equal(2, found.Count);
        Assert.All(found, observation => Assert.Contains("[4096,4096]", observation.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_best_learning_rate_of_the_context_is_not_its_best()
    {
        var found = Assert.Single(Logged.Subjects(Logged.Seed("001")).SelectMany(Look));
        Assert.Contains("calls learning_rate=1e-5 the best with mean_auc = 0.7042, but learning_rate=5e-5 has 0.7086", found.Message, StringComparison.Ordinal);
    }

    private static LogSubject Log(LogEntry entry) => new(Place.OfFile("log.md"), "actions") { Entries = [entry] };
}
