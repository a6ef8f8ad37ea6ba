using Assay.Notebook.Text;

namespace Assay.Notebook.Context;

/// <summary>A workstream while it is read.</summary>
internal sealed class WorkstreamDraft
{
    private string? _name;
    private string? _focus;
    private string? _status;
    private string? _task;
    private string? _taskStatus;

    /// <summary>Its id as the identity states it.</summary>
    public string? Id { get; private set; }

    /// <summary>What people call it.</summary>
    public string? Name => _name;

    /// <summary>The number of the heading.</summary>
    public string? Number { get; init; }

    /// <summary>The heading's second half.</summary>
    public string? Title { get; init; }

    /// <summary>Line of its heading.</summary>
    public int Line { get; init; }

    /// <summary>The session being read.</summary>
    public PeriodDraft? Session { get; set; }

    /// <summary>Its periods in the order of the file.</summary>
    public List<PeriodDraft> Periods { get; } = [];

    /// <summary>Parts of a session that stand under none.</summary>
    public List<(ContextPart Part, LogSection Section)> Orphans { get; } = [];

    /// <summary>Its notes.</summary>
    public List<LogNote> Notes { get; } = [];

    /// <summary>Takes a field of the identity or of the current task.</summary>
    /// <param name="identity">Which of the two.</param>
    /// <param name="label">Its label in capitals.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when it is unknown or was given before.</returns>
    public bool TrySet(bool identity, string label, string value)
    {
        var none = value.Length == 0 || ContextNotes.IsStandard(value);
        switch (identity, label)
        {
            case (true, "ID"):
                var id = Inline.Uncode(value);
                if (Id is not null && !none)
                    return false;
                Id = none ? Id : id;
                return true;
            case (true, "NAME"):
                return Set(ref _name);
            case (true, "FOCUS"):
                return Set(ref _focus);
            case (true, "STATUS"):
                return Set(ref _status);
            case (false, "WORKING ON"):
                return Set(ref _task);
            case (false, "STATUS"):
                return Set(ref _taskStatus);
            default:
                return false;
        }

        bool Set(ref string? field)
        {
            if (none)
                return true;
            if (field is not null)
                return false;
            field = value;
            return true;
        }
    }

    /// <summary>The workstream.</summary>
    public LogWorkstream ToWorkstream(string id, IReadOnlyList<LogPeriod> periods) => new(id)
    {
        Name = _name,
        Title = Title,
        Focus = _focus,
        Status = _status,
        CurrentTask = _task,
        TaskStatus = _taskStatus,
        Periods = periods,
        Notes = ContextNotes.Arrange(Notes),
        Line = Line,
    };
}
