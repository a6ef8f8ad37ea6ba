using System.Text.Json.Nodes;
using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Linting;

/// <summary>Keeps findings in the store, with the run or study they are about.</summary>
public static class FindingRecords
{
    /// <summary>The sets that say what was found of runs and studies, where that differs from what the store has.</summary>
    /// <param name="subjects">The subjects that were looked at.</param>
    /// <param name="findings">What was found of them.</param>
    /// <param name="known">What the store has.</param>
    /// <param name="found">The clock's time.</param>
    /// <param name="wholeStore">Whether everything in the store was looked at, so that what was found of its experiments and books is all there is.</param>
    /// <returns>A set a run or study whose findings changed; one for the store when its own did.</returns>
    public static IReadOnlyList<FindingSet> Changes(IEnumerable<Subject> subjects, IReadOnlyList<Finding> findings, IReadOnlyList<StoredFinding> known, DateTimeOffset found, bool wholeStore = false)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(known);
        var before = known.ToLookup(finding => finding.Run?.Value ?? finding.Study, StringComparer.Ordinal);
        var now = findings.Where(finding => finding.Place.Id is not null).ToLookup(finding => finding.Place.Id, StringComparer.Ordinal);
        var sets = new List<FindingSet>();
        foreach (var place in subjects.Where(subject => subject is RunSubject or StudySubject && subject.Place.Id is not null).Select(subject => subject.Place).DistinctBy(place => place.Id))
        {
            if (now[place.Id].Select(Content).SequenceEqual(before[place.Id].Select(Content)))
                continue;
            StoredFinding[] stored = [.. now[place.Id].Select(finding => Of(finding, found))];
            sets.Add(place.Kind == PlaceKind.Run ? new FindingSet(RunId.Parse(place.Id!), null, stored) : new FindingSet(null, place.Id, stored));
        }

        if (wholeStore)
        {
            StoredFinding[] own = [.. findings.Where(IsOfStore).Select(finding => Of(finding, found))];
            if (!own.Select(Content).SequenceEqual(known.Where(finding => finding.Run is null && finding.Study is null).Select(Content)))
                sets.Add(new FindingSet(null, null, own));
        }

        return sets;
    }

    /// <summary>Findings as the store keeps them, with the run or study they are about.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="found">The clock's time.</param>
    /// <returns>As many, in the same order.</returns>
    public static IReadOnlyList<StoredFinding> Of(IEnumerable<Finding> findings, DateTimeOffset found)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return
        [
            .. findings.Select(finding => Of(finding, found) with
            {
                Run = finding.Place is { Kind: PlaceKind.Run, Id: { } run } ? RunId.Parse(run) : null,
                Study = finding.Place is { Kind: PlaceKind.Study, Id: { } study } ? study : null,
            }),
        ];
    }

    // An experiment's runs beside each other, and the books.
    private static bool IsOfStore(Finding finding) => finding.Place is { Id: null, Kind: PlaceKind.Records };

    private static StoredFinding Of(Finding finding, DateTimeOffset found) => new(finding.Rule.Id, finding.Severity.Name(), finding.Place.ToString(), finding.Message, found)
    {
        Remedy = finding.Remedy,
        Data = Numbers(finding.Numbers),
        Suppressed = finding.Suppressed,
    };

    // JSON has no NaN; a number that is none says nothing.
    private static string? Numbers(IReadOnlyDictionary<string, double> numbers) =>
        numbers.Any(number => double.IsFinite(number.Value)) ? new JsonObject(numbers.Where(number => double.IsFinite(number.Value)).Select(number => KeyValuePair.Create(number.Key, (JsonNode?)number.Value))).ToJsonString() : null;

    private static (string, string, string, string?) Content(Finding finding) => (finding.Rule.Id, finding.Severity.Name(), finding.Message, finding.Suppressed);

    private static (string, string, string, string?) Content(StoredFinding finding) => (finding.Rule, finding.Severity, finding.Message, finding.Suppressed);
}
