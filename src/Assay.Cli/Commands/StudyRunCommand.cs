using Assay.Studies;

namespace Assay.Cli.Commands;

/// <summary><c>assay study run</c>: evaluates trials of a study by the command it has.</summary>
internal static class StudyRunCommand
{
    public static Verb Create()
    {
        var verb = new Verb("run", "evaluate trials by the study's command")
        {
            Details = "Any number of these may work on one study, on one store: no trial is given twice. What a killed one left is adopted.",
            Examples = [new("study run mlp --trials 200 --jobs 4", "until the study has two hundred trials"), new("study run mlp --timeout 8h", "for a night")],
        };
        var name = verb.Takes(Opt.One("study", "its name or id"));
        var running = new TuneRunOptions(verb);
        return verb.Does(async call =>
        {
            await using var store = await Store.OpenAsync(call.StoreFolder(), new StoreOptions { Create = false, Clock = call.Host.Clock, Listeners = [LintOnEnd.Of(call)] }, call.Cancellation);
            await using var study = await store.OpenStudyAsync(call.Get(name)!, new StudySettings { Create = false }, call.Cancellation);
            return await running.RunAsync(call, study, $"assay study run {study.Name}");
        });
    }
}
