using System.Text.RegularExpressions;
using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS607. A log plans to run something again, and no later entry repeats its command or says that it is that run.</summary>
internal sealed partial class RerunMissing() : Analyzer<LogSubject>(new Rule(
    "AS607",
    "Planned rerun that never happened",
    Severity.Warning,
    "Run it again and name what it repeats ('assay record add --rerun-of'), or write down why it is no longer needed."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(LogSubject subject, CancellationToken cancellationToken)
    {
        foreach (var statement in subject.Statements)
        {
            if (Rerun().Match(statement.Text) is not { Success: true } match)
                continue;
            var what = statement.Text[match.Index..];
            var wanted = subject.Entries.Where(entry => entry.Line < statement.Line && entry.Name is { } name && Mention.In(what, name)).ToList();
            var missing = wanted.Where(entry => !subject.Entries.Any(other => other.Line > statement.Line && (Mention.IsSameCommand(other.Command, entry.Command) || Mention.In(other, entry.Name!)))).ToList();
            if (missing.Count == 0)
                continue;
            var later = subject.Entries.Count(entry => entry.Line > statement.Line);
            yield return new Observation(Say($"{string.Join(" and ", missing.Select(entry => $"'{entry.Name}' (line {entry.Line})"))} {(missing.Count == 1 ? "was" : "were")} to be run again, and none of the {later} entries after that repeats the command or names it")) { Line = statement.Line, Numbers = Numbers(("missing", missing.Count), ("later", later)) };
        }
    }

    [GeneratedRegex(@"\b(re-?run|repeat|run again)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rerun();
}
