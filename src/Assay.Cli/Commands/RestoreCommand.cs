using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Commands;

/// <summary><c>assay restore</c>: takes runs out of the bin.</summary>
internal static class RestoreCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples = [new("restore 77b4e310", "one run"), new("runs --deleted", "what can be restored")],
        };
        var runs = verb.Takes(Opt.Runs());
        return verb.Does(async call =>
        {
            await using var store = await call.OpenAsync();
            var targets = new List<Run>();
            foreach (var reference in call.Get(runs)!)
                targets.Add(await RunReference.ResolveDeletedAsync(store, reference, call.Cancellation));
            await store.WriteAsync(new WriteBatch([.. targets.DistinctBy(run => run.Id).Select(run => new SetDeleted(run.Id, false))]), call.Cancellation);
            foreach (var run in targets)
                call.Screen.Write("Restored ").Write(run.Id.Tail, Ink.Bold).Line($"  {RunText.Title(run)}");
            return ExitCodes.Done;
        });
    }
}
