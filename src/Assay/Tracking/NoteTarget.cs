namespace Assay.Tracking;

/// <summary>What a note is about.</summary>
/// <param name="Kind">store, plan, phase, item, priority, study, run, workstream or work-period.</param>
/// <param name="Id">Its id; empty for the store. For a phase, item or priority: plan name, "/", id.</param>
public sealed record NoteTarget(string Kind, string Id)
{
    /// <summary>The store as a whole.</summary>
    public static NoteTarget Store { get; } = new("store", "");

    /// <summary>A run.</summary>
    /// <param name="run">Its id.</param>
    /// <returns>The target.</returns>
    public static NoteTarget Run(RunId run) => new("run", run.Value);
}
