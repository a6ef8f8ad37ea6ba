namespace Assay.Tracking;

/// <summary>What a log says besides its runs and notes: plan map, headings, what people state of the whole.</summary>
/// <param name="Name">Name of the plan that its runs carry; unique in the store.</param>
/// <param name="Format">The log format it was last read from.</param>
/// <param name="Path">The file it was last read from, absolute; null when from none.</param>
/// <param name="Document">One JSON object; the notebook's.</param>
/// <param name="Changed">When it was last written, UTC.</param>
public sealed record StoredLog(string Name, string Format, string? Path, string Document, DateTimeOffset Changed);
