using Assay.Claims;

namespace Assay.Notebook.Reports;

/// <summary>The verdicts on the plan's claims, as the evidence is now. <c>{{ claims [id …] }}</c>.</summary>
/// <param name="claims">The verdicts; null when there is no plan with claims.</param>
/// <param name="chosen">Ids of the claims to show; null for all.</param>
internal sealed class ClaimsSection(ClaimReport? claims, IReadOnlyList<string>? chosen) : IReportSection
{
    private const string Nothing = "–";

    /// <inheritdoc/>
    public string Name => "claims";

    /// <inheritdoc/>
    public string Title => "Claims";

    /// <inheritdoc/>
    public Task<string> WriteAsync(ReportDraft draft, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        if (words.FirstOrDefault(word => claims is null || claims.Results.All(result => result.Claim.Id != word)) is { } unknown)
            throw draft.Mistake($"{{{{ claims }}}}: there is no claim '{unknown}'{(claims is null ? ": the report has no plan with claims" : "")}");
        var wanted = words.Count > 0 ? words : chosen;
        ClaimResult[] results = [.. (claims?.Results ?? []).Where(result => wanted is null || wanted.Contains(result.Claim.Id))];
        if (results.Length == 0)
            return Task.FromResult("");
        var text = new StringBuilder();
        Markdown.Table(text, ["Claim", "Verdict", "Effect", "Interval", "p", "n"], results.Select(result => (string[])
        [
            result.Claim.Says,
            $"**{result.Verdict.Name()}**",
            result.Effect is { } effect ? Wording.Signed(effect) : Nothing,
            result.Interval is { } interval ? string.Create(CultureInfo.InvariantCulture, $"{Bound(interval.Lower)} to {Bound(interval.Upper)} ({interval.Confidence * 100:0.##} %)") : Nothing,
            result.CorrectedPValue is { } p ? Wording.P(p) : Nothing,
            (result.TreatmentUnits, result.ControlUnits) switch
            {
                (null, _) => Nothing,
                ({ } units, null) => Wording.Whole(units),
                ({ } units, { } others) => $"{Wording.Whole(units)} and {Wording.Whole(others)}",
            },
        ]));
        foreach (var result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{result.Claim.Id}` is {result.Verdict.Name()}: {result.Why}.");
            if (result.Prediction is { } prediction)
                text.Append(CultureInfo.InvariantCulture, $" Prediction {prediction.Grade.Name()}: {prediction.Why}.");
            foreach (var warning in result.Warnings)
                text.Append(CultureInfo.InvariantCulture, $" Note: {warning}.");
            text.Append('\n');
        }

        foreach (var conflict in claims!.Conflicts.Where(conflict => results.Any(result => result.Claim.Id == conflict.First || result.Claim.Id == conflict.Second)))
            text.Append(CultureInfo.InvariantCulture, $"- `{conflict.First}` and `{conflict.Second}` cannot both hold: {conflict.Why}.\n");
        return Task.FromResult(text.ToString());
    }

    private static string Bound(double bound) => double.IsInfinity(bound) ? bound > 0 ? "∞" : "−∞" : Wording.Signed(bound);
}
