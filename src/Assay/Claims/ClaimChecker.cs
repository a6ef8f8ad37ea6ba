using Assay.Planning;
using Assay.Planning.Claims;
using Assay.Tracking;

namespace Assay.Claims;

/// <summary>Tests the claims of a plan against the runs of a store, and remembers when a verdict changes.</summary>
/// <param name="plan">The plan.</param>
/// <param name="records">The store.</param>
/// <param name="clock">The clock.</param>
public sealed class ClaimChecker(Plan plan, IRunStore records, TimeProvider clock)
{
    private readonly EvidenceReader _reader = new(records, plan);

    /// <summary>Remembers the claims as they are written now: from here on a prediction counts as made.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when they are stored.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public async Task RegisterAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        if (plan.Claims.Count > 0)
            await records.RegisterClaimsAsync([.. plan.Claims.Select(claim => new ClaimRegistration(plan.Name, claim.Id, ClaimDigest.Of(claim), ClaimDigest.Document(claim), now))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tests all claims; writes nothing. All, because each is corrected for the others.</summary>
    /// <param name="cancellationToken">Ends the work between two claims.</param>
    /// <returns>The verdicts.</returns>
    public async Task<ClaimReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var seen = (await records.GetClaimsAsync(plan.Name, cancellationToken).ConfigureAwait(false)).ToDictionary(claim => (claim.Claim, claim.Digest), claim => claim.Registered);
        var trials = new List<Trial>();
        foreach (var claim in plan.Claims.Where(claim => claim.Gate.Count == 0))
            trials.Add(await TrialOfAsync(claim, cancellationToken).ConfigureAwait(false));
        var family = new ClaimFamily([.. trials.Where(trial => trial is { P: not null, Strength: not null }).Select(trial => (trial.Claim, trial.P!.Value, trial.Strength!.Value))]);
        var results = trials.ToDictionary(trial => trial.Claim.Id, trial => Judged(trial, family, seen), StringComparer.Ordinal);
        foreach (var gate in plan.Claims.Where(claim => claim.Gate.Count > 0))
            await GateAsync(gate, results, cancellationToken).ConfigureAwait(false);
        return new ClaimReport(plan.Name, [.. plan.Claims.Select(claim => results[claim.Id])], ConflictSearch.Of(plan.Claims, claim => AlternativeOf(claim, null)), clock.GetUtcNow());
    }

    /// <summary>Stores the verdicts that differ from those before, with the evidence they rest on.</summary>
    /// <param name="report">The verdicts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The changes; the first verdict on a claim is one.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public async Task<IReadOnlyList<VerdictChange>> RecordAsync(ClaimReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        var before = (await records.GetVerdictsAsync(plan.Name, null, cancellationToken).ConfigureAwait(false)).GroupBy(verdict => verdict.Claim).ToDictionary(group => group.Key, group => group.Last().Verdict, StringComparer.Ordinal);
        var stored = await records.SaveVerdictsAsync(
            [.. report.Results.Select(result => new StoredVerdict(plan.Name, result.Claim.Id, result.Digest, result.Verdict.Name(), result.Why, ClaimDocument.Of(result), report.Checked))], cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(now => new VerdictChange(before.GetValueOrDefault(now.Claim), now))];
    }

    private async Task<Trial> TrialOfAsync(PlanClaim claim, CancellationToken cancellationToken)
    {
        var by = claim.Test.By ?? (claim.Test.IsPaired ? EvidenceReader.SeedUnit : null);
        var sides = new List<EvidenceSide>();
        foreach (var (role, selection) in new[] { ("treatment", claim.Treatment), ("control", claim.Control), ("effect", claim.Effect) })
        {
            if (selection is not null)
                sides.Add(await _reader.ReadAsync(role, selection, claim.Metric, claim.At, by, cancellationToken).ConfigureAwait(false));
        }

        var trial = new Trial(claim, sides, AlternativeOf(claim, sides));
        trial.Warnings.AddRange(sides.SelectMany(side => side.Warnings).Distinct());
        if (Shared(sides) is { } shared)
            trial.Warnings.Add(shared);
        var (obstacle, warnings) = IdentityCheck.Judge(claim, sides);
        if ((obstacle ?? Superseded(sides)) is { } invalid)
            return trial with { Invalid = invalid };
        trial.Warnings.AddRange(warnings);
        var (contrast, effect, why) = ContrastBuilder.Of(claim, sides, trial.Warnings);
        if (contrast is null)
            return trial with { Effect = effect, Why = why };
        var p = MarginRule.P(contrast, trial.Alternative, claim.Test.Margin);
        return trial with { Contrast = contrast, Effect = contrast.Effect, P = p, Strength = MarginRule.Strength(contrast, trial.Alternative, claim.Test.Margin, p) };
    }

    // A side whose only runs were superseded rests on evidence that no longer counts; one that never had any is merely open.
    private static string? Superseded(List<EvidenceSide> sides) => sides.FirstOrDefault(side => side.Used.Count == 0 && side.LeftOut.Any(run => run.Run.SupersededWhy is not null)) is { } side
        ? $"the {side.Role}'s evidence was superseded: {side.LeftOut.First(run => run.Run.SupersededWhy is not null).Run.SupersededWhy}"
        : null;

    private static string? Shared(List<EvidenceSide> sides)
    {
        if (sides is not [var one, var other] || one.Metric != other.Metric)
            return null;
        var both = one.Used.Select(run => run.Run.Id).Intersect(other.Used.Select(run => run.Run.Id)).Count();
        return both == 0 ? null : $"{Wording.Count(both, "run")} {(both == 1 ? "stands" : "stand")} on both sides";
    }

    /// <summary>The direction in which the metric gets better, where the claim does not say one.</summary>
    private ClaimAlternative AlternativeOf(PlanClaim claim, List<EvidenceSide>? sides)
    {
        if (claim.Test.Alternative is { } said)
            return said;
        var key = claim.Metric ?? claim.Treatment?.Metric ?? claim.Effect?.Metric;
        var declared = plan.Metrics.FirstOrDefault(metric => metric.Key == key)?.Maximize;
        var directions = sides?.SelectMany(side => side.Used).Select(run => run.Identity?.Direction).OfType<Direction>().Distinct().ToArray();
        return declared == false || (declared is null && directions is [Direction.Minimize]) ? ClaimAlternative.Less : ClaimAlternative.Greater;
    }

    private static ClaimResult Judged(Trial trial, ClaimFamily family, Dictionary<(string, string), DateTimeOffset> seen)
    {
        var (claim, margin) = (trial.Claim, trial.Claim.Test.Margin);
        var digest = ClaimDigest.Of(claim);
        var basis = new ClaimResult(claim, digest, Verdict.Unresolved, trial.Why)
        {
            Alternative = trial.Alternative,
            Margin = margin,
            Effect = trial.Effect,
            Sides = trial.Sides,
            Warnings = trial.Warnings,
            TreatmentUnits = trial.Sides.Count > 0 && trial.Sides[0].Stated is null ? trial.Sides[0].Units.Count : null,
            ControlUnits = trial.Sides.Count > 1 && trial.Sides[1].Stated is null ? trial.Sides[1].Units.Count : null,
            Prediction = claim.Prediction is { } prediction ? PredictionRule.Of(prediction, seen.TryGetValue((claim.Id, digest), out var time) ? time : null, trial.Sides, trial.Invalid is null ? trial.Effect : null) : null,
        };
        if (trial.Invalid is { } obstacle)
            return basis with { Verdict = Verdict.Invalid, Why = obstacle, Effect = null };
        if (trial is not { Contrast: { } contrast, P: { } p, Strength: not null })
            return basis with { Why = trial.Contrast is null ? trial.Why : "the test gives no p for these values" };
        var confidence = family.ConfidenceOf(claim);
        var corrected = family.CorrectedP(claim);
        var tested = basis with
        {
            Method = contrast.Method,
            Interval = contrast.At(confidence),
            PValue = p,
            CorrectedPValue = corrected,
            FamilySize = claim.Test.Correction == ClaimCorrection.None ? 1 : family.Size,
            TreatmentUnits = contrast.TreatmentUnits,
            ControlUnits = contrast.ControlUnits,
        };
        return WithVerdict(tested, contrast, corrected <= 1 - claim.Test.Confidence, confidence);
    }

    private static ClaimResult WithVerdict(ClaimResult tested, Contrast contrast, bool passes, double confidence)
    {
        var (alternative, margin) = (tested.Alternative!.Value, tested.Margin);
        if (tested.Interval is not { } interval || double.IsNaN(interval.Lower) || double.IsNaN(interval.Upper))
            return tested with { Why = "the test gives no interval for these values" };
        if (double.IsInfinity(interval.Lower) && double.IsInfinity(interval.Upper))
        {
            var few = RunsNeeded.Of(contrast, alternative, margin, confidence);
            return tested with { RunsNeeded = few.PerSide, Why = $"so few units cannot settle anything at {Wording.Number(confidence * 100)} % confidence, whatever their values; {few.Sentence}" };
        }

        var verdict = MarginRule.Of(interval, alternative, margin);
        var wanted = MarginRule.Wanted(alternative, margin);
        var spans = $"the interval {Wording.Signed(interval.Lower)} to {Wording.Signed(interval.Upper)}";
        if (verdict == Verdict.Supported && !passes)
            return tested with { Why = $"{spans} lies beyond the margin, but p = {Wording.P(tested.CorrectedPValue!.Value)} after correction for {Wording.Count(tested.FamilySize, "claim")} does not pass" };
        if (verdict != Verdict.Unresolved)
            return tested with { Verdict = verdict, Why = verdict == Verdict.Supported ? $"{spans} lies wholly where {wanted}" : $"{spans} lies wholly outside {wanted}" };
        var (needed, sentence) = RunsNeeded.Of(contrast, alternative, margin, confidence);
        return tested with { RunsNeeded = needed, Why = $"{spans} does not settle {wanted}; {sentence}" };
    }

    private async Task<ClaimResult> GateAsync(PlanClaim gate, Dictionary<string, ClaimResult> results, CancellationToken cancellationToken)
    {
        if (results.TryGetValue(gate.Id, out var known))
            return known;
        var rule = new GateRule(_reader);
        var conditions = new List<GateResult>();
        foreach (var condition in gate.Gate)
            conditions.Add(await rule.JudgeAsync(condition, gate, OtherAsync, cancellationToken).ConfigureAwait(false));
        var verdict = GateRule.Worst(conditions);
        var why = verdict == Verdict.Supported ? "every condition holds"
            : string.Join("; ", conditions.Where(condition => condition.Verdict == verdict).Select(condition => $"{condition.Condition}: {condition.Why}"));
        return results[gate.Id] = new ClaimResult(gate, ClaimDigest.Of(gate), verdict, why) { Gate = conditions };

        // Gates wait for gates; the plan was checked for circles.
        async Task<ClaimResult> OtherAsync(string id) => results.TryGetValue(id, out var found) ? found
            : await GateAsync(plan.Claims.First(claim => claim.Id == id), results, cancellationToken).ConfigureAwait(false);
    }

    // One claim on its way to a verdict.
    private sealed record Trial(PlanClaim Claim, IReadOnlyList<EvidenceSide> Sides, ClaimAlternative Alternative)
    {
        public List<string> Warnings { get; } = [];

        public string? Invalid { get; init; }

        public string Why { get; init; } = "";

        public double? Effect { get; init; }

        public Contrast? Contrast { get; init; }

        public double? P { get; init; }

        public double? Strength { get; init; }
    }
}
