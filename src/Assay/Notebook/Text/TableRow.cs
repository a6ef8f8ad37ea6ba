namespace Assay.Notebook.Text;

/// <summary>A row of a table.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Cells">Its cells, trimmed; as many as were written.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells);
