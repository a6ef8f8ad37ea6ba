using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Data;

/// <summary>AS403. A class that other parts of the data have is missing from one: what is measured there says nothing of it, and a weight of N/(K·n) is infinite.</summary>
internal sealed class ClassMissing() : Analyzer<SplitSubject>(new Rule(
    "AS403",
    "Class missing from a split",
    Severity.Warning,
    "Split stratified by label, or say that the class is not judged and leave it out of the means."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(SplitSubject subject, CancellationToken cancellationToken)
    {
        var counted = subject.Parts.Where(part => part.ClassCounts.Count > 0).ToList();
        foreach (var part in counted)
        {
            for (var index = 0; index < part.ClassCounts.Count; index++)
            {
                var elsewhere = counted.Where(other => other != part && index < other.ClassCounts.Count).Sum(other => other.ClassCounts[index]);
                if (part.ClassCounts[index] > 0 || elsewhere == 0)
                    continue;
                var name = index < subject.Labels.Count ? $"'{subject.Labels[index]}'" : Say($"{index}");
                yield return new Observation(Say($"class {name} has 0 of the {part.ClassCounts.Sum()} rows of {part.Name} and {elsewhere} rows elsewhere"))
                {
                    Numbers = Numbers(("class", index), ("rows", part.ClassCounts.Sum()), ("elsewhere", elsewhere)),
                };
            }
        }
    }
}
