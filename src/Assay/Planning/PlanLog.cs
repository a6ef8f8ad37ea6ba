namespace Assay.Planning;

/// <summary>A log that is generated from the plan and its runs.</summary>
/// <param name="Format">One of actions, runs, tracker, context, training.</param>
/// <param name="Path">The file, relative to the plan's folder or absolute.</param>
public sealed record PlanLog(string Format, string Path);
