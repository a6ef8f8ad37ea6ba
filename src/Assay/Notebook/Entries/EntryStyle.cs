using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>How a format shows an entry.</summary>
/// <param name="Order">Its fields, in order.</param>
/// <param name="Labels">What each is called.</param>
/// <param name="Words">What a status is called where its stored name is not used.</param>
internal sealed record EntryStyle(IReadOnlyList<EntryField> Order, IReadOnlyDictionary<EntryField, string> Labels, IReadOnlyDictionary<RunStatus, string> Words)
{
    /// <summary>Whether labels are bold.</summary>
    public bool IsBold { get; init; }

    /// <summary>Whether the fence of a command stands at the margin rather than under its label.</summary>
    public bool HasCodeAtMargin { get; init; }

    /// <summary>Whether paths stand in code quotes.</summary>
    public bool QuotesPaths { get; init; }

    /// <summary>What a status is called.</summary>
    /// <param name="status">The status.</param>
    /// <returns>E.g. <c>success</c>.</returns>
    public string Word(RunStatus status) => Words.GetValueOrDefault(status) ?? status.Name();
}
