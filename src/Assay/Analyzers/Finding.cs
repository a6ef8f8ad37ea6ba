namespace Assay.Analyzers;

/// <summary>What a rule found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">How grave it is here.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">What, with the numbers.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(Rule Rule, Severity Severity, Place Place, string Message, string Remedy)
{
    /// <summary>The numbers of the message by name.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>Why the plan suppresses it; null when it counts.</summary>
    public string? Suppressed { get; init; }

    /// <summary>Whether it makes the command fail.</summary>
    public bool IsError => Severity == Severity.Error && Suppressed is null;

    /// <summary>The finding as a compiler writes it: <c>place: AS201 warning: message</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Place}: {Rule.Id} {Severity.Name()}: {Message}";
}
