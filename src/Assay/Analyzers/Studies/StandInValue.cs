using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Studies;

/// <summary>AS209. A crashed or undefined trial was stored as a completed one with 0, or with 0.5 as an AUROC that was not computed.</summary>
internal sealed class StandInValue() : Analyzer<StudySubject>(new Rule(
    "AS209",
    "Crashed or undefined trial stored as a number",
    Severity.Error,
    "Mark these trials failed, with the reason; leave their value out of means, medians and the sampler."))
{
    private const int FewestOthers = 5;

    // The stand-ins of scripts that must return a number.
    private static readonly double[] StandIns = [0, 0.5, -1];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var counted = subject.Study.Counted.ToList();
        foreach (var standIn in StandIns)
        {
            var exact = counted.Where(trial => trial.Value!.Value.Number == standIn).ToList();
            var others = counted.Select(trial => trial.Value!.Value.Number).Where(value => !StandIns.Contains(value)).ToList();
            if (exact.Count == 0 || others.Count < FewestOthers)
                continue;
            var (low, high) = (others.Min(), others.Max());
            // Far from all others: further than they are from each other.
            var distance = standIn < low ? low - standIn : standIn > high ? standIn - high : 0;
            if (!(distance > high - low))
                continue;
            var mean = counted.Average(trial => trial.Value!.Value.Number);
            yield return new Observation(Say($"{exact.Count} of {counted.Count} completed trials have exactly {standIn:R} (#{string.Join(", #", exact.Take(5).Select(trial => trial.Number))}{(exact.Count > 5 ? ", …" : "")}), while all others lie in [{low:0.####}, {high:0.####}]: a trial that did not end well, not a result; it moves the mean from {others.Average():0.0000} to {mean:0.0000}"))
            {
                Numbers = Numbers(("count", exact.Count), ("stand_in", standIn), ("lowest", low), ("highest", high)),
            };
        }
    }
}
