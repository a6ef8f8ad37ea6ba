using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Prints runs as a table.</summary>
internal static class RunTable
{
    /// <summary>Prints the table, and on the error output which columns did not fit.</summary>
    /// <param name="call">The call.</param>
    /// <param name="rows">The runs.</param>
    /// <param name="names">The columns, see <see cref="RunTableColumns"/>.</param>
    public static void Print(Invocation call, IReadOnlyList<RunRow> rows, IReadOnlyList<string> names)
    {
        var now = call.Host.Clock.GetUtcNow();
        var table = new Table(names.Select(RunTableColumns.Column));
        foreach (var row in rows)
            table.Add(names.Select(name => RunTableColumns.Cell(name, row, now, call.Screen)));
        var hidden = table.Print(call.Screen);
        if (hidden.Count > 0)
            call.Remark($"Not shown for want of width: {string.Join(", ", hidden)}");
    }
}
