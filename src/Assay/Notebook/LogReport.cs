namespace Assay.Notebook;

/// <summary>What a reader understood, guessed, left and mended, with lines; filled while reading.</summary>
public sealed class LogReport
{
    private readonly List<LogRemark> _remarks = [];

    /// <summary>The remarks, in the order they were made.</summary>
    public IReadOnlyList<LogRemark> Remarks => _remarks;

    /// <summary>Notes that something was read for certain; said of whole parts (an entry, a table), not of every word.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">What it is, e.g. <c>Run 13</c>.</param>
    public void Understood(int line, string what) => _remarks.Add(new LogRemark(line, LogCertainty.Understood, what));

    /// <summary>Notes that something has been taken for what it probably is.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">What it was taken for, and why.</param>
    public void Guessed(int line, string what) => _remarks.Add(new LogRemark(line, LogCertainty.Guessed, what));

    /// <summary>Notes that a text fits nothing and is kept as a note.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">Its beginning.</param>
    public void Left(int line, string what) => _remarks.Add(new LogRemark(line, LogCertainty.Left, what));

    /// <summary>Notes that damaged text was mended.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">How.</param>
    public void Repaired(int line, string what) => _remarks.Add(new LogRemark(line, LogCertainty.Repaired, what));
}
