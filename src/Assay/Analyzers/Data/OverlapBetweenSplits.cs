using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Data;

/// <summary>AS401. A row, or a group that must stay together, stands in two parts of the data, so that one is judged on what the other learned.</summary>
internal sealed class OverlapBetweenSplits() : Analyzer<SplitSubject>(new Rule(
    "AS401",
    "Splits overlap",
    Severity.Error,
    "Split by group (patient, scan, surface) before anything else, and measure again on the clean split."))
{
    private const int Shown = 3;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(SplitSubject subject, CancellationToken cancellationToken)
    {
        for (var i = 0; i < subject.Parts.Count; i++)
        {
            for (var j = i + 1; j < subject.Parts.Count; j++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (left, right) = (subject.Parts[i], subject.Parts[j]);
                var found = Shared("rows", left, right, left.Ids, right.Ids) ?? Shared("groups", left, right, left.Groups, right.Groups) ?? Shared("equal contents", left, right, left.Contents, right.Contents);
                if (found is not null)
                    yield return found;
            }
        }
    }

    private static Observation? Shared(string what, SplitPart left, SplitPart right, IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var known = first.ToHashSet(StringComparer.Ordinal);
        var shared = second.Where(known.Contains).ToHashSet(StringComparer.Ordinal);
        if (shared.Count == 0)
            return null;
        var rows = second.Count(shared.Contains);
        return new Observation(Say($"{left.Name} and {right.Name} share {shared.Count} {what} ({string.Join(", ", shared.Order(StringComparer.Ordinal).Take(Shown))}{(shared.Count > Shown ? ", …" : "")}), which are {rows} of the {second.Count} rows of {right.Name} ({(double)rows / second.Count:0.0%})"))
        {
            Numbers = Numbers(("shared", shared.Count), ("rows", rows), ("of", second.Count)),
        };
    }
}
