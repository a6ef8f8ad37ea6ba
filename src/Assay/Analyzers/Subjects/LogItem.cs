namespace Assay.Analyzers.Subjects;

/// <summary>A phase of a log's plan map, or an item of one.</summary>
/// <param name="Phase">The phase's id or title.</param>
/// <param name="Item">The item's id or title; null for the phase itself.</param>
/// <param name="Status">The status as stated, e.g. <c>not started</c>; null when none is.</param>
/// <param name="Line">Line of the log, from 1.</param>
public sealed record LogItem(string Phase, string? Item, string? Status, int Line);
