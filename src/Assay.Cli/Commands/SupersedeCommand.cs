using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Commands;

/// <summary><c>assay supersede</c>: a run's results no longer count; they stay on record and out of every mean.</summary>
internal static class SupersedeCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "A superseded run stays in the store and in lists, and enters no ranking, mean or claim.",
            Examples =
            [
                new("supersede 77b4e310 --by 1f6a09c2 --why \"labels of the test set were wrong\"", "another run takes its place"),
                new("supersede 77b4e310 --why \"ran on the wrong data\"", "nothing takes its place"),
                new("supersede 77b4e310 --undo", "it counts again"),
            ],
        };
        var runs = verb.Takes(Opt.Runs());
        var by = verb.Has(Opt.Run("--by", "the run that takes its place"));
        var why = verb.Has(Opt.Text("--why", "text", "the reason"));
        var undo = verb.Has(Opt.Flag("--undo", "take it back"));
        return verb.Does(async call =>
        {
            var reason = call.Get(why);
            if (call.Get(undo) && (reason ?? call.Get(by)) is not null)
                throw new UsageException("--undo goes with neither --by nor --why.");
            if (!call.Get(undo) && string.IsNullOrWhiteSpace(reason))
                throw new UsageException("'supersede' needs --why \"the reason\": a reader will ask.");
            await using var store = await call.OpenAsync();
            var replacement = await RunReference.ResolveIdAsync(store, call.Get(by), call.Cancellation);
            var targets = new List<Run>();
            foreach (var reference in call.Get(runs)!)
            {
                var run = await RunReference.ResolveAsync(store, reference, call.Cancellation);
                if (run.Id == replacement)
                    throw new AssayException($"Run {run.Id.Tail} cannot take its own place.");
                if (call.Get(undo) && run.SupersededWhy is null)
                    throw new AssayException($"Run {run.Id.Tail} is not superseded.");
                targets.Add(run);
            }

            var patch = new RunPatch { SupersededBy = replacement, SupersededWhy = call.Get(undo) ? "" : reason };
            await store.WriteAsync(new WriteBatch([.. targets.Select(run => new PatchRun(run.Id, patch))]), call.Cancellation);
            foreach (var run in targets)
                call.Screen.Write(call.Get(undo) ? "Counts again: " : "Superseded: ").Write(run.Id.Tail, Ink.Bold).Line($"  {RunText.Title(run)}");
            return ExitCodes.Done;
        });
    }
}
