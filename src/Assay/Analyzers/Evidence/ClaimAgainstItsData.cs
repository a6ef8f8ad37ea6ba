using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Evidence;

/// <summary>
/// AS508. A log says one thing in words and another in numbers: a value is called the best while the same list has a better one, or small networks are
/// said to have been chosen while the chosen one is as wide as any in the log.
/// </summary>
internal sealed partial class ClaimAgainstItsData() : Analyzer<LogSubject>(new Rule(
    "AS508",
    "Claim contradicted by its own data",
    Severity.Error,
    "Correct the sentence, or say what else made the choice; write it as a claim that is tested ('assay claims')."))
{
    private const string Remark = "/remark";

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(LogSubject subject, CancellationToken cancellationToken) =>
        subject.Entries.SelectMany(Ranks).Concat(Widths(subject));

    // "lr=1e-5: mean AUC 0.7042 - BEST" with "lr=5e-5: mean AUC 0.7086" below it.
    private static IEnumerable<Observation> Ranks(LogEntry entry)
    {
        foreach (var (key, text) in entry.Params.Where(param => param.Key.EndsWith(Remark, StringComparison.Ordinal)).OrderBy(param => param.Key, StringComparer.Ordinal))
        {
            var claimed = Superlative().Match(text) is { Success: true } match ? match.Value.ToUpperInvariant() : null;
            var at = key[..^Remark.Length];
            if (claimed is null || at.LastIndexOf('=') is not (> 0 and var equals))
                continue;
            foreach (var (metric, value) in entry.Metrics.Where(metric => metric.Key.StartsWith(at + "/", StringComparison.Ordinal)))
            {
                var quantity = metric[(at.Length + 1)..];
                var role = CurveRole.Of(new MetricIdentity(quantity));
                if (role.Quantity is "trials" or "count" or "n")
                    continue;
                var wantsHigh = role.IsHigherBetter == (claimed != "WORST");
                var beaten = entry.Metrics.Where(other => other.Key != metric && other.Key.StartsWith(at[..(equals + 1)], StringComparison.Ordinal) && other.Key.EndsWith("/" + quantity, StringComparison.Ordinal) && (wantsHigh ? other.Value > value : other.Value < value))
                    .OrderBy(other => wantsHigh ? -other.Value : other.Value).FirstOrDefault();
                if (beaten.Key is { } better)
                    yield return new Observation(Say($"'{entry.Title}' calls {at} the {claimed.ToLowerInvariant()} with {quantity} = {value:0.####}, but {better[..^(quantity.Length + 1)]} has {beaten.Value:0.####}")) { Line = entry.Line, Numbers = Numbers(("claimed", value), ("against", beaten.Value)) };
            }
        }
    }

    private static IEnumerable<Observation> Widths(LogSubject subject)
    {
        var chosen = new List<(string Text, double Widest, int Line)>();
        foreach (var entry in subject.Entries)
        {
            foreach (var (key, json) in entry.Params)
            {
                if ((Fact.Names(key, "hidden_dims") || Fact.Names(key, "hidden_sizes")) && Widest(json) is { } widest)
                    chosen.Add((json, widest, entry.Line));
            }
        }

        if (chosen.Count < 2)
            yield break;
        // What is chosen first in the log is the configuration that goes on.
        var first = chosen[0];
        if (first.Widest < chosen.Max(item => item.Widest))
            yield break;
        foreach (var statement in subject.Statements.Where(statement => Smaller().IsMatch(statement.Text)))
        {
            yield return new Observation(Say($"'{Smaller().Match(statement.Text).Value}' is said to have been chosen, but the configuration chosen at line {first.Line} has hidden widths of {first.Text}, the widest of the {chosen.Count} in the log"))
            {
                Line = statement.Line,
                Numbers = Numbers(("widest", first.Widest), ("configurations", chosen.Count)),
            };
        }
    }

    private static double? Widest(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.GetArrayLength() > 0 && document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
                ? document.RootElement.EnumerateArray().Max(item => item.GetDouble())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\b(best|worst)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Superlative();

    [GeneratedRegex(@"\b(select|chose|prefer|favou?r)\w*\s+(small|narrow)er\s+(heads?|MLPs?|networks?|models?|hidden layers?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Smaller();
}
