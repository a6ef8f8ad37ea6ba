using Assay.Statistics;
using Assay.Tracking;
using Assay.Tuning.Importance;
using Assay.Tuning.Summaries;

namespace Assay.Tuning.Recommendations;

/// <summary>
/// The configuration to go on with. The trial with the best value was chosen among many by the value it is judged by, hence is partly luck; among the
/// configurations near the best, the one whose confidence bound is best is taken, and simply the peak where nothing tells more.
/// </summary>
/// <param name="Study">The study.</param>
/// <param name="Chosen">The configuration.</param>
/// <param name="Peak">The configuration of the best trial; perhaps the same.</param>
/// <param name="Basis">What the choice rests on.</param>
/// <param name="Candidates">All that were compared, the chosen first.</param>
/// <param name="Why">The reason in a sentence or two.</param>
public sealed record Recommendation(Study Study, Candidate Chosen, Candidate Peak, RecommendationBasis Basis, IReadOnlyList<Candidate> Candidates, string Why)
{
    // Two trainings give a standard deviation, three one that is worth something.
    private const int FewestReplicates = 3;

    // Below, a forest is mostly noise.
    private const int FewestConfigurations = 10;

    private const double LeastFit = 0.1;

    /// <summary>Recommends a configuration.</summary>
    /// <param name="study">The study, with one objective.</param>
    /// <param name="options">Details; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>The recommendation.</returns>
    /// <exception cref="AssayException">Several objectives, no completed trial with parameters, or an option that cannot be.</exception>
    public static Recommendation Of(Study study, RecommendationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        options ??= new();
        if (!(options.Band is > 0 and < 1) || !(options.Confidence is > 0.5 and < 1))
            throw new AssayException("A recommendation needs a band between 0 and 1 and a confidence between 0.5 and 1.");
        if (study.Directions.Count > 1)
            throw new AssayException($"The study '{study.Name}' has {study.Directions.Count} objectives; which of the trials that none beats is to be taken is a person's choice ('study summary' lists them).");
        var groups = Configuration.Groups(study);
        if (study.Best is not { Params.Count: > 0 } || groups.Count == 0)
            throw new AssayException($"The study '{study.Name}' has no completed trial with parameters and a value, so nothing can be recommended.");
        var band = NearBest.Of(study, options.Band);
        var near = band.Trials.Select(trial => Configuration.Of(trial)).ToHashSet(StringComparer.Ordinal);
        var candidates = groups.Where(group => near.Contains(group.Key)).Select(group => Repeated(study, [.. group], options)).ToList();
        var peak = candidates.First(candidate => Configuration.Of(candidate.Trial) == Configuration.Of(study.Best));
        if (candidates.Exists(candidate => candidate.Replicates >= FewestReplicates))
            return Decided(study, candidates, peak, RecommendationBasis.Replicates);
        if (groups.Count >= FewestConfigurations && Forested(study, groups, candidates, options, cancellationToken) is { } predicted)
            return Decided(study, predicted, predicted.First(candidate => candidate.Trial == peak.Trial), RecommendationBasis.Forest);
        return new(study, peak, peak, RecommendationBasis.Peak, [peak, .. Ordered(study, candidates, candidate => candidate.Mean).Where(candidate => candidate != peak)],
            groups.Count < FewestConfigurations
                ? Say($"Trial #{peak.Trial.Number} has the best value; {Count(groups.Count, "configuration")}, none of them repeated with other seeds, tell no more. Repeat the leaders with several seeds.")
                : Say($"Trial #{peak.Trial.Number} has the best value; the trials do not predict each other, so nothing tells a lucky peak from a good one. Repeat the leaders with several seeds."));
    }

    private static Candidate Repeated(Study study, List<Trial> trials, RecommendationOptions options)
    {
        double[] values = [.. trials.Select(trial => trial.Value!.Value.Number).Distinct()];
        var best = trials.Aggregate((left, right) => study.IsBetter(right.Value!.Value.Number, left.Value!.Value.Number) ? right : left);
        var interval = TTest.Paired(values, new Hypothesis(Confidence: (2 * options.Confidence) - 1)).Interval;
        return new(
            best, values.Length, values.Average(), values.Length > 1 ? values.Average() : Quantity.Undefined("it was trained once"),
            values.Length >= FewestReplicates && interval is { } known ? study.Direction == Direction.Maximize ? known.Lower : known.Upper : Quantity.Undefined(Say($"{Count(values.Length, "training")} tell no spread, {FewestReplicates} would")));
    }

    // What the trees that saw no trial of a configuration predict for it: a peak among poor neighbors is pulled down to them.
    private static List<Candidate>? Forested(Study study, List<IGrouping<string, Trial>> groups, List<Candidate> candidates, RecommendationOptions options, CancellationToken cancellationToken)
    {
        var trials = groups.ConvertAll(group => group.First());
        var space = study.ReadySpace() ?? ObservedSpace.Of(trials);
        double[] losses = [.. groups.Select(group => group.Average(trial => trial.Value!.Value.Number) * (study.Direction == Direction.Maximize ? -1 : 1))];
        if (losses.Distinct().Take(2).Count() < 2 || space.Dimensions.All(dimension => dimension.Count == 1))
            return null;
        var how = new ImportanceOptions { Trees = 256, Seed = options.Seed, Threads = options.Threads };
        var table = CellTable.Of(space, [.. trials.Select(trial => space.ToPoint(trial.Params))], losses, options.Seed);
        var forest = RegressionForest.Grow(table, losses, how, cancellationToken);
        if (!(forest.Fit(table, losses).ValueOrNull >= LeastFit))
            return null;
        var sign = study.Direction == Direction.Maximize ? -1 : 1;
        return candidates.ConvertAll(candidate =>
        {
            var row = groups.FindIndex(group => group.Key == Configuration.Of(candidate.Trial));
            double[] predictions = [.. Enumerable.Range(0, forest.Trees.Length).Where(tree => Array.BinarySearch(forest.Unseen[tree], row) >= 0).Select(tree => sign * forest.Trees[tree].Predict(table.Codes, row))];
            if (predictions.Length < 2)
                return candidate;
            // The middle of the trees' predictions, and the end of it that lies on the bad side.
            var tail = study.Direction == Direction.Maximize ? 1 - options.Confidence : options.Confidence;
            return candidate with { Expected = predictions.Average(), Bound = Descriptive.Quantile(predictions, tail) };
        });
    }

    private static Recommendation Decided(Study study, List<Candidate> candidates, Candidate peak, RecommendationBasis basis)
    {
        // Of equal bounds the better value, then the earlier trial.
        var bounded = candidates.Where(candidate => candidate.Bound.IsDefined).ToList();
        var ordered = Ordered(study, bounded, candidate => candidate.Bound.Value).ToList();
        var chosen = ordered[0];
        var (what, known) = basis == RecommendationBasis.Replicates ? ("its repeated trainings", Say($"{chosen.Replicates} trainings")) : ("what trials around it reached", "a forest of all trials");
        var why = Configuration.Of(chosen.Trial) == Configuration.Of(peak.Trial)
            ? Say($"Trial #{chosen.Trial.Number} has the best value and also the best bound: by {known} another training gives {Configuration.Text(chosen.Expected.Value)}, {Side(study)} {Configuration.Text(chosen.Bound.Value)}.")
            : Say($"Trial #{chosen.Trial.Number} instead of the peak, #{peak.Trial.Number}: judged by {what}, another training gives {Configuration.Text(chosen.Expected.Value)}, {Side(study)} {Configuration.Text(chosen.Bound.Value)}; of the peak {(peak.Bound.IsDefined ? Say($"{Configuration.Text(peak.Expected.Value)}, {Side(study)} {Configuration.Text(peak.Bound.Value)}") : "nobody knows: it was not repeated")}.");
        return new(study, chosen, peak, basis, [.. ordered, .. candidates.Where(candidate => !candidate.Bound.IsDefined)], why);
    }

    private static IEnumerable<Candidate> Ordered(Study study, IEnumerable<Candidate> candidates, Func<Candidate, double> by)
    {
        var sign = study.Direction == Direction.Maximize ? -1 : 1;
        return candidates.OrderBy(candidate => sign * by(candidate)).ThenBy(candidate => sign * candidate.Mean).ThenBy(candidate => candidate.Trial.Number);
    }

    private static string Side(Study study) => study.Direction == Direction.Maximize ? "at least" : "at most";

    private static string Count(int count, string what) => Say($"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
