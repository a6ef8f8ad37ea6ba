namespace Assay.Analyzers;

/// <summary>What an analyzer says of a subject; the engine makes a finding of it.</summary>
/// <param name="Message">One sentence or two with the numbers that show it.</param>
public sealed record Observation(string Message)
{
    /// <summary>A place other than the subject's; null for the subject's own.</summary>
    public Place? Place { get; init; }

    /// <summary>Line of the subject's file, from 1; null when the whole is meant.</summary>
    public int? Line { get; init; }

    /// <summary>What to do in this case, in place of the rule's general advice; null for that.</summary>
    public string? Remedy { get; init; }

    /// <summary>The numbers of the message by name, as they were computed.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();
}
