using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Commands;

/// <summary><c>assay delete</c>: runs go into the bin, from where <c>restore</c> takes them back.</summary>
internal static class DeleteCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Nothing is erased: 'assay runs --deleted' lists the bin, 'assay restore' takes runs out of it.",
            Examples = [new("delete 77b4e310", "one run"), new("delete 77b4e310 1f6a09c2", "several, all or none")],
        };
        var runs = verb.Takes(Opt.Runs());
        return verb.Does(async call =>
        {
            await using var store = await call.OpenAsync();
            var targets = new List<Run>();
            foreach (var reference in call.Get(runs)!)
                targets.Add(await RunReference.ResolveAsync(store, reference, call.Cancellation));
            if (targets.Find(run => run.Status is RunStatus.Running or RunStatus.Queued) is { } alive)
                throw new AssayException($"Run {alive.Id.Tail} is {alive.Status.Name()}: 'assay stop' stops it first.");
            await store.WriteAsync(new WriteBatch([.. targets.DistinctBy(run => run.Id).Select(run => new SetDeleted(run.Id, true))]), call.Cancellation);
            foreach (var run in targets)
                call.Screen.Write("Deleted ").Write(run.Id.Tail, Ink.Bold).Line($"  {RunText.Title(run)}");
            return ExitCodes.Done;
        });
    }
}
