using Assay.Planning;
using Assay.Planning.Claims;

namespace Assay.Claims;

/// <summary>Judges the conditions of gates.</summary>
/// <param name="reader">Reads runs.</param>
internal sealed class GateRule(EvidenceReader reader)
{
    private const int MostNamed = 5;

    /// <summary>Judges one condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="claim">The gate it belongs to.</param>
    /// <param name="verdictOf">The verdict on another claim.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How it came out.</returns>
    public async Task<GateResult> JudgeAsync(GateCondition condition, PlanClaim claim, Func<string, Task<ClaimResult>> verdictOf, CancellationToken cancellationToken)
    {
        if (condition.Claim is { } id)
        {
            var other = await verdictOf(id).ConfigureAwait(false);
            return new GateResult($"{id} is supported", other.Verdict, $"it is {other.Verdict.Name()}: {other.Why}");
        }

        if (condition.Exists is { } exists)
        {
            var side = await reader.ReadAsync("exists", exists, null, default, null, cancellationToken).ConfigureAwait(false);
            var words = $"a completed run with {Words(exists)} exists";
            return new GateResult(words, side.Used.Count > 0 ? Verdict.Supported : Verdict.Unresolved, side.Used.Count > 0 ? Named(side.Used) : NoneOf(side)) { Runs = side };
        }

        if (condition.Absent is { } absent)
        {
            var side = await reader.ReadAsync("absent", absent, null, default, null, cancellationToken).ConfigureAwait(false);
            return new GateResult($"no completed run with {Words(absent)} exists", side.Used.Count > 0 ? Verdict.Contradicted : Verdict.Supported, side.Used.Count > 0 ? Named(side.Used) : NoneOf(side)) { Runs = side };
        }

        return await MetricAsync(condition, claim, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The verdict of a gate: the worst of its conditions.</summary>
    /// <param name="results">Its conditions.</param>
    /// <returns>Supported when all hold; contradicted when one does not; else invalid before unresolved.</returns>
    public static Verdict Worst(IReadOnlyList<GateResult> results) =>
        results.Any(result => result.Verdict == Verdict.Contradicted) ? Verdict.Contradicted
        : results.Any(result => result.Verdict == Verdict.Invalid) ? Verdict.Invalid
        : results.Any(result => result.Verdict == Verdict.Unresolved) ? Verdict.Unresolved
        : Verdict.Supported;

    private async Task<GateResult> MetricAsync(GateCondition condition, PlanClaim claim, CancellationToken cancellationToken)
    {
        var side = await reader.ReadAsync("over", condition.Over!, condition.Metric, default, null, cancellationToken).ConfigureAwait(false);
        var reduced = condition.Reduce is { } reduce ? $"{reduce.ToString().ToLowerInvariant()} {condition.Metric}" : $"every {condition.Metric}";
        var bounds = (condition.AtLeast, condition.AtMost) switch
        {
            ({ } least, { } most) => $"{Wording.Number(least)} to {Wording.Number(most)}",
            ({ } least, null) => $"at least {Wording.Number(least)}",
            var (_, most) => $"at most {Wording.Number(most!.Value)}",
        };
        var words = $"{reduced} of runs with {Words(condition.Over!)} is {bounds}";
        if (side.Used.Count == 0)
            return new GateResult(words, Verdict.Unresolved, NoneOf(side)) { Runs = side };
        if (IdentityCheck.Judge(claim, side).Obstacle is { } obstacle && condition.Reduce is ValueReduction.Mean or ValueReduction.Median)
            return new GateResult(words, Verdict.Invalid, obstacle) { Runs = side };
        // An undefined value could be anything: it keeps a gate from being passed, not from failing.
        double[] values = [.. side.Used.Select(run => run.Value.Number).Order()];
        double[] judged = condition.Reduce switch
        {
            ValueReduction.Min => [values[0]],
            ValueReduction.Max => [values[^1]],
            ValueReduction.Mean => [values.Average()],
            ValueReduction.Median => [(values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2],
            _ => values,
        };
        var failing = judged.Where(value => value < condition.AtLeast || value > condition.AtMost).ToList();
        var found = $"{Wording.Count(values.Length, "value")} from {Wording.Number(values[0])} to {Wording.Number(values[^1])}{(side.Undefined > 0 ? $", {Wording.Whole(side.Undefined)} undefined" : "")}";
        return new GateResult(
            words,
            failing.Count > 0 ? Verdict.Contradicted : side.Undefined > 0 ? Verdict.Unresolved : Verdict.Supported,
            failing.Count > 0 ? $"{Wording.Number(failing[0])} is not ({found})" : found)
        { Runs = side };
    }

    // The selection as its author wrote it, without the braces and quotes of JSON.
    private static string Words(EvidenceSelection selection)
    {
        var parts = new List<string>();
        Add("study", selection.Study is { } study ? [study] : []);
        Add("name", selection.Runs);
        Add("stage", selection.Stage is { } stage ? [stage] : []);
        Add("source", selection.Source is { } source ? [source] : []);
        Add("phase", selection.Phases);
        Add("item", selection.Items);
        Add("priority", selection.Priorities);
        Add("experiment", selection.Experiments);
        Add("tag", [.. selection.Tags.Select(tag => $"{tag.Key}={tag.Value}")]);
        if (selection.Query is { } query)
            parts.Add($"[{query}]");
        Add("plan", selection.Plan is { } plan ? [plan] : []);
        return string.Join(", ", parts);

        void Add(string kind, IReadOnlyList<string> names)
        {
            if (names.Count > 0)
                parts.Add($"{kind} {Wording.List(names)}");
        }
    }

    private static string Named(IReadOnlyList<EvidenceRun> runs) =>
        $"{string.Join(", ", runs.Take(MostNamed).Select(run => $"{run.Run.Name} ({run.Run.Id.Tail})"))}{(runs.Count > MostNamed ? $" and {Wording.Whole(runs.Count - MostNamed)} more" : "")}";

    private static string NoneOf(EvidenceSide side) => side.LeftOut.Count == 0 ? "there is none"
        : $"none that counts: {string.Join("; ", side.LeftOut.CountBy(run => run.LeftOut!).Select(reason => $"{Wording.Count(reason.Value, "run")}: {reason.Key}"))}";
}
