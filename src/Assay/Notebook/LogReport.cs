namespace Assay.Notebook;

/// <summary>What a reader understood, guessed, left and mended, with lines; filled while reading. One thread at a time fills it.</summary>
public sealed class LogReport
{
    // A remark, or a part with remarks of its own.
    private readonly List<(LogRemark? Remark, LogReport? Part)> _remarks = [];

    /// <summary>The remarks, in the order they were made; those of a part stand where the part was begun.</summary>
    public IReadOnlyList<LogRemark> Remarks
    {
        get
        {
            var remarks = new List<LogRemark>();
            AddTo(remarks);
            return remarks;
        }
    }

    /// <summary>Begins a part that another thread may fill meanwhile.</summary>
    /// <returns>A report whose remarks stand here.</returns>
    internal LogReport Part()
    {
        var part = new LogReport();
        _remarks.Add((null, part));
        return part;
    }

    /// <summary>Notes that something was read for certain; said of whole parts (an entry, a table), not of every word.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">What it is, e.g. <c>Run 13</c>.</param>
    public void Understood(int line, string what) => Add(new LogRemark(line, LogCertainty.Understood, what));

    /// <summary>Notes that something has been taken for what it probably is.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">What it was taken for, and why.</param>
    public void Guessed(int line, string what) => Add(new LogRemark(line, LogCertainty.Guessed, what));

    /// <summary>Notes that a text fits nothing and is kept as a note.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">Its beginning.</param>
    public void Left(int line, string what) => Add(new LogRemark(line, LogCertainty.Left, what));

    /// <summary>Notes that damaged text was mended.</summary>
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="what">How.</param>
    public void Repaired(int line, string what) => Add(new LogRemark(line, LogCertainty.Repaired, what));

    private void Add(LogRemark remark) => _remarks.Add((remark, null));

    private void AddTo(List<LogRemark> remarks)
    {
        foreach (var (remark, part) in _remarks)
        {
            if (remark is not null)
                remarks.Add(remark);
            part?.AddTo(remarks);
        }
    }
}
