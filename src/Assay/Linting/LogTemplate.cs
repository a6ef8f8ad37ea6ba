using BookEntry = Assay.Notebook.LogEntry;

namespace Assay.Linting;

/// <summary>The fields that the templates of the log formats ask for, and which of them an entry leaves out.</summary>
internal static class LogTemplate
{
    /// <summary>The fields an entry leaves out.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="format">The log's format; formats without a template ask for nothing.</param>
    /// <returns>Their names, in the template's order.</returns>
    public static IEnumerable<string> Missing(BookEntry entry, string format) => format switch
    {
        "actions" => Left(
            ("Date", entry.Date is null),
            ("Plan phase", entry.Phase is null),
            ("Plan item", entry.Item is null),
            ("Stage", entry.Stage is null),
            ("Source", entry.Source is null),
            ("Command", entry.Command is null),
            ("Config", entry.Config is null),
            ("Inputs", entry.Inputs.Count == 0),
            ("Outputs", entry.Outputs.Count == 0),
            ("Reason", entry.Reason is null),
            ("Result summary", entry.Result is null)),
        // What is only planned has no results yet.
        "training" when entry.Status != Tracking.RunStatus.Planned && entry.Metrics.Count > 0 => Left(
            ("Date", entry.Date is null),
            ("Status", entry.Status is null),
            ("Checkpoint", entry.Outputs.Count == 0),
            ("Configuration", entry.Params.Count == 0)),
        _ => [],
    };

    private static IEnumerable<string> Left(params (string Field, bool IsLeft)[] fields) => fields.Where(field => field.IsLeft).Select(field => field.Field);
}
