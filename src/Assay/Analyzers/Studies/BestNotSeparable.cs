using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>AS203. The best configuration is ahead of the next by less than the validation set can tell; <see cref="Separation"/> has the formulas.</summary>
internal sealed class BestNotSeparable() : Analyzer<StudySubject>(new Rule(
    "AS203",
    "Best configuration not separable from the next",
    Severity.Warning,
    "Treat them as equals: repeat the leaders with several seeds and compare them paired on the same rows, or take the simplest."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        if (Separation.Of(study) is not { IsSeparable: false } separation)
            yield break;
        yield return new Observation(Say($"the best ({Configuration.Text(separation.Best)}) is {Math.Abs(separation.Best - separation.Next):0.#####} ahead of the next configuration ({Configuration.Text(separation.Next)}), with a standard error of {separation.StandardError:0.000} on {string.Join(" + ", study.ClassCounts)} rows: {separation.Near} of {separation.Others} other configurations are within {separation.Least:0.000}, what such a set cannot tell apart"))
        {
            Numbers = Numbers(("best", separation.Best), ("next", separation.Next), ("standard_error", separation.StandardError), ("least", separation.Least), ("near", separation.Near)),
        };
    }
}
