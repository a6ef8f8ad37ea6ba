namespace Assay.Analyzers;

/// <summary>What an analyzer looks for. Ids are never given twice and never change their meaning.</summary>
/// <param name="Id"><c>AS</c> and three digits; the first is the family.</param>
/// <param name="Title">The problem in a few words, without a full stop.</param>
/// <param name="Severity">How grave a finding is unless the plan says otherwise.</param>
/// <param name="Remedy">What to do about a finding, one sentence.</param>
public sealed record Rule(string Id, string Title, Severity Severity, string Remedy)
{
    /// <summary>What it is about.</summary>
    public RuleFamily Family => (RuleFamily)(Id[2] - '0');

    /// <summary>Its page, from the checkout's root.</summary>
    public string Page => $"docs/analyzers/{Id}.md";
}
