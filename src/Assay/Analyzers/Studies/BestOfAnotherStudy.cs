using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>AS206. The file of the best parameters names another study than the one it lies in.</summary>
internal sealed class BestOfAnotherStudy() : Analyzer<StudySubject>(new Rule(
    "AS206",
    "Reported best belongs to another study",
    Severity.Error,
    "Take the best from the trials, not from this file, and mend the script that writes the name; other fields of the file may be another study's, too."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        if (subject.Study.Reported is not { Study: { } named } reported || string.Equals(named, subject.Study.Name, StringComparison.OrdinalIgnoreCase))
            yield break;
        var own = subject.Study.Trials.FirstOrDefault(trial => trial.Number == reported.Trial);
        var matches = own?.Value?.NumberOrNull is { } value && value == reported.Value;
        var fields = reported.Fields.Where(field => field.Key != "timestamp").Select(field => $"{field.Key} {field.Value}").ToList();
        var verdict = reported.Value is not { } best ? "it states no value to check it by" :
            matches ? Say($"its best value {Configuration.Text(best)} is that of trial #{reported.Trial} here, so the heading{(fields.Count > 0 ? $" ({string.Join(", ", fields)})" : "")} is the other's") :
            Say($"its best value {Configuration.Text(best)} is not that of trial #{reported.Trial} here{(own?.Value?.NumberOrNull is { } actual ? Say($" ({Configuration.Text(actual)})") : "")}, so the whole file is the other's");
        yield return new Observation(Say($"{reported.File} in '{subject.Study.Name}' says that it is of '{named}'; {verdict}"))
        {
            Numbers = Numbers(("value", reported.Value ?? double.NaN), ("matches", matches ? 1 : 0)),
        };
    }
}
