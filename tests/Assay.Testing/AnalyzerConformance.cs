using System.Text.RegularExpressions;
using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Tuning;
using Xunit;

namespace Assay.Testing;

/// <summary>What every analyzer promises. An analyzer's tests inherit this and give subjects with its problem and subjects without.</summary>
public abstract partial class AnalyzerConformance
{
    /// <summary>The analyzer under test.</summary>
    protected abstract IAnalyzer Analyzer { get; }

    /// <summary>Subjects that have the problem; each must give a finding.</summary>
    protected abstract IEnumerable<Subject> Bad { get; }

    /// <summary>Subjects that come near the problem without having it; none may give a finding.</summary>
    protected abstract IEnumerable<Subject> Good { get; }

    [Fact]
    public void Its_rule_has_an_id_a_title_a_remedy_and_a_page()
    {
        var rule = Analyzer.Rule;
        Assert.Matches("^AS[1-6][0-9]{2}$", rule.Id);
        Assert.True(rule.Title.Length is > 5 and < 80 && !rule.Title.EndsWith('.'), $"{rule.Id}: a title is a few words: {rule.Title}");
        Assert.EndsWith(".", rule.Remedy, StringComparison.Ordinal);
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: its page cannot be read.");
        var page = Path.Combine(RepositoryFolder.Root!, rule.Page);
        Assert.True(File.Exists(page), $"{rule.Page} is missing.");
        var text = File.ReadAllText(page);
        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", text, StringComparison.Ordinal);
        Assert.Contains($"Severity: {rule.Severity.Name()}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_finds_the_problem_where_it_is_and_says_it_with_numbers()
    {
        Assert.NotEmpty(Bad);
        foreach (var subject in Bad)
        {
            var found = Look(subject);
            Assert.True(found.Count > 0, $"{subject.Place}: {Analyzer.Rule.Id} finds nothing.");
            foreach (var observation in found)
            {
                Assert.Matches("[0-9]", observation.Message);
                Assert.DoesNotContain("NaN", observation.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', observation.Message);
                Assert.False(observation.Message.EndsWith('.'), $"A message is a clause, without a full stop: {observation.Message}");
            }
        }
    }

    [Fact]
    public void It_finds_nothing_where_the_problem_is_not()
    {
        Assert.NotEmpty(Good);
        foreach (var subject in Good)
            Assert.Equal([], Look(subject).Select(observation => observation.Message));
    }

    [Fact]
    public void It_says_the_same_of_the_same()
    {
        foreach (var subject in Bad)
            Assert.Equal(Look(subject).Select(observation => observation.Message), Look(subject).Select(observation => observation.Message));
    }

    [Fact]
    public void It_says_nothing_of_a_subject_that_tells_nothing_and_takes_no_other_kind()
    {
        var place = Place.OfFile("empty");
        Subject[] empty =
        [
            new RunSubject(place),
            new StudySubject(place, new Study("empty")),
            new PredictionsSubject(place),
            new SplitSubject(place),
            new EvidenceSubject(place),
            new RecordsSubject(place),
            new LogSubject(place, "runs"),
        ];
        foreach (var subject in empty)
        {
            Assert.Empty(Look(subject));
            if (!Analyzer.Takes(subject))
                Assert.DoesNotContain(Bad, bad => bad.GetType() == subject.GetType());
        }

        Assert.Contains(empty, Analyzer.Takes);
    }

    [Fact]
    public void Its_page_shows_what_it_says()
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: its page cannot be read.");
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, Analyzer.Rule.Page));
        // The example of the page has the message's own words; numbers may be those of another case.
        var lines = text.Split('\n').Where(line => line.Contains($": {Analyzer.Rule.Id} ", StringComparison.Ordinal)).Select(Shape).ToList();
        Assert.True(lines.Count > 0, $"{Analyzer.Rule.Page} has no example of a finding, a line such as 'place: {Analyzer.Rule.Id} {Analyzer.Rule.Severity.Name()}: …'.");
        var words = Bad.SelectMany(Look).Select(observation => Shape(observation.Message).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        foreach (var line in lines)
        {
            var said = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            Assert.True(words.Exists(message => message.Count(said.Contains) >= message.Length / 2), $"{Analyzer.Rule.Page}: the example is not what the analyzer says: {line}");
        }
    }

    /// <summary>What the analyzer says of a subject.</summary>
    protected IReadOnlyList<Observation> Look(Subject subject) =>
        Analyzer.Takes(subject) ? [.. Analyzer.Analyze(subject, TestContext.Current.CancellationToken)] : [];

    /// <summary>The one thing the analyzer says of a subject.</summary>
    protected Observation Only(Subject subject) => Assert.Single(Look(subject));

    private static string Shape(string text) => Number().Replace(text, "0");

    [GeneratedRegex(@"[#+-]?[0-9][0-9.,e%+-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
