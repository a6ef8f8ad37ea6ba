using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Commands;

/// <summary><c>assay record edit</c>: add to what is said about a run, whoever made it.</summary>
internal static class RecordEditCommand
{
    private static readonly RunPatch Nothing = new();

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("edit", "change what is said about a run")
        {
            Details = "Options that are not given change nothing; an empty text (--caveat \"\") takes a text back.",
            Examples =
            [
                new("record edit 77b4e310 --result \"0.712 on the held-out months\" --conclusion \"keep the wider window\"", "what came out"),
                new("record edit 77b4e310 --resolution \"batch size halved\" --resolved-by 1f6a09c2", "what became of a failure"),
                new("record edit 77b4e310 --caveat \"two months of the test set were in training\"", "a warning to readers"),
            ],
        };
        var run = verb.Takes(Opt.OneRun());
        var texts = RecordTexts.AddTo(verb);
        var status = verb.Has(Opt.Choice("--status", "move it to another status", RecordCommand.Statuses));
        return verb.Does(async call =>
        {
            var facts = texts.Read(call, PlanSource.TryReadNearest(call));
            await using var store = await call.OpenAsync();
            var target = await RunReference.ResolveAsync(store, call.Get(run)![0], call.Cancellation);
            var patch = facts.Patch with { ResolvedBy = await RunReference.ResolveIdAsync(store, facts.ResolvedBy, call.Cancellation) };
            if (patch.ResolvedBy == target.Id)
                throw new AssayException($"--resolved-by: run {target.Id.Tail} cannot show its own resolution.");
            var changes = new List<Change>();
            if (patch != Nothing || facts.Notes is not null)
                changes.Add(new PatchRun(target.Id, patch, facts.Notes is { } notes ? new RunDetails { Notes = notes } : null));
            if (call.Get(status) is { } word)
                changes.Add(new SetStatus(target.Id, (RunStatus)word, call.Host.Caller(), "edited"));
            if (changes.Count == 0)
                throw new UsageException("Nothing to change was named; see 'assay record edit --help'.");
            await store.WriteAsync(new WriteBatch(changes), call.Cancellation);
            call.Screen.Write("Changed ").Write(target.Id.Tail, Ink.Bold).Line($"  {RunText.Title(target)}");
            return ExitCodes.Done;
        });
    }
}
