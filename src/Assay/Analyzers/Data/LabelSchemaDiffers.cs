using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Data;

/// <summary>AS402. The labels, the classes of the data, the class weights and the width of the model's head are not equally many.</summary>
internal sealed class LabelSchemaDiffers() : Analyzer<SplitSubject>(new Rule(
    "AS402",
    "Labels, class weights and head disagree",
    Severity.Error,
    "Write one label schema (raw class to merged class) and derive weights, head and counts from it."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(SplitSubject subject, CancellationToken cancellationToken)
    {
        var said = new List<(string What, int Count)>();
        if (subject.Labels.Count > 0)
            said.Add(("labels are named", subject.Labels.Count));
        foreach (var part in subject.Parts.Where(part => part.ClassCounts.Count > 0))
            said.Add(($"classes are in {part.Name}", part.ClassCounts.Count));
        if (subject.ClassWeights.Count > 0)
            said.Add(("class weights are given", subject.ClassWeights.Count));
        if (subject.HeadWidth is { } width)
            said.Add((width == 1 ? "output is in the head" : "outputs are in the head", width));
        // One output tells two classes apart.
        var differ = said.Select(item => item.Count == 1 && item.What.EndsWith("head", StringComparison.Ordinal) ? 2 : item.Count).Distinct().Count() > 1;
        if (!differ)
            yield break;
        yield return new Observation(string.Join(", ", said.Select(item => Say($"{item.Count} {item.What}"))))
        {
            Numbers = Numbers([.. said.Select(item => (item.What, (double)item.Count))]),
        };
    }
}
