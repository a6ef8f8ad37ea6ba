using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS606. One action is recorded twice, under two places of the plan: same command, same result.</summary>
internal sealed class OneActionTwice() : Analyzer<LogSubject>(new Rule(
    "AS606",
    "One action under two plan places",
    Severity.Warning,
    "Keep it under one item and refer to it from the other, so that it is not counted twice."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(LogSubject subject, CancellationToken cancellationToken)
    {
        var actions = subject.Entries.Where(entry => entry is { Command: not null, Result: not null })
            .GroupBy(entry => (Mention.Plain(entry.Command!), Mention.Plain(entry.Result!), entry.Source ?? ""))
            .Where(group => group.Select(entry => (entry.Phase, entry.Item)).Distinct().Count() > 1);
        foreach (var action in actions)
        {
            var entries = action.ToList();
            yield return new Observation(Say($"'{entries[0].Title}' is recorded {entries.Count} times with the same command and result, under {string.Join(" and ", entries.Select(entry => $"{PlaceOf(entry)} (line {entry.Line})"))}"))
            {
                Line = entries[^1].Line,
                Numbers = Numbers(("times", entries.Count)),
            };
        }
    }

    private static string PlaceOf(LogEntry entry) => entry.Phase is null ? "no phase" : entry.Item is { } item ? $"{entry.Phase}, item {item}" : entry.Phase;
}
