using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Reads what a note is about: <c>run:77b4e310</c>, <c>plan:loss</c>, <c>phase:loss/P0</c>, <c>workstream:ws3</c>, <c>store</c>.</summary>
internal static class NoteTargets
{
    private static readonly string[] Kinds = ["store", "plan", "phase", "item", "priority", "study", "run", "workstream", "work-period"];

    /// <summary>Reads a target.</summary>
    /// <param name="call">The call.</param>
    /// <param name="store">Knows the runs and workstreams.</param>
    /// <param name="text">What was typed; null is the store.</param>
    /// <exception cref="AssayException">The kind is not known, or the id is missing or means nothing.</exception>
    public static async Task<NoteTarget> ReadAsync(Invocation call, IRunStore store, string? text)
    {
        if (text is null or "store")
            return NoteTarget.Store;
        var at = text.IndexOf(':', StringComparison.Ordinal);
        var kind = Kinds[Values.Word("--on", at < 0 ? text : text[..at], Kinds)];
        var id = at < 0 ? "" : text[(at + 1)..].Trim();
        if (kind == "store")
            return NoteTarget.Store;
        if (id.Length == 0)
            throw new AssayException($"--on '{text}' names no {kind}: {kind}:<id> is expected.");
        switch (kind)
        {
            case "run":
                return NoteTarget.Run((await RunReference.ResolveAsync(store, id, call.Cancellation)).Id);
            case "workstream":
                await Workstreams.FindAsync(store, id, call.Cancellation);
                break;
            case "phase" or "item" or "priority" when !id.Contains('/', StringComparison.Ordinal):
                var plan = PlanSource.TryReadNearest(call) ?? throw new AssayException($"--on '{text}' does not say of which plan: {kind}:<plan>/{id} is expected.");
                PlanSource.Check($"--on {kind}", id, kind switch
                {
                    "phase" => [.. plan.Phases.Select(phase => phase.Id)],
                    "item" => [.. plan.Phases.SelectMany(phase => phase.Items)],
                    _ => [.. plan.Priorities.Select(priority => priority.Id)],
                });
                id = $"{plan.Name}/{id}";
                break;
        }

        return new NoteTarget(kind, id);
    }
}
