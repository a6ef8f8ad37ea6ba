namespace Assay.Tracking;

/// <summary>What an analyzer found, as the store keeps it.</summary>
/// <param name="Rule">The rule's id, e.g. <c>AS201</c>.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Subject">Where it was found, as people read it.</param>
/// <param name="Message">What was found, with the numbers.</param>
/// <param name="Found">When, UTC.</param>
public sealed record StoredFinding(string Rule, string Severity, string Subject, string Message, DateTimeOffset Found)
{
    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    /// <summary>The numbers of the message as one JSON object; null when there are none.</summary>
    public string? Data { get; init; }

    /// <summary>Why the plan suppresses it; null when it counts.</summary>
    public string? Suppressed { get; init; }

    /// <summary>The run it is about; null when about a study or the store. Ignored when it is saved.</summary>
    public RunId? Run { get; init; }

    /// <summary>Id of the study it is about. Ignored when it is saved.</summary>
    public string? Study { get; init; }
}
