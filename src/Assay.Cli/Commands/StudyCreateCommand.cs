using Assay.Cli.Rendering;
using Assay.Studies.Commands;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary><c>assay study create</c>: makes a study, without evaluating anything.</summary>
internal static class StudyCreateCommand
{
    public static Verb Create()
    {
        var verb = new Verb("create", "make a study")
        {
            Details = "A study that is there already is left as it is when what is typed goes with it. With --command it is run by 'assay study run', otherwise asked and told.",
            Examples =
            [
                new("study create mlp --space space.yaml --objective val_auc", "to be asked and told"),
                new("study create mlp --param lr=log:1e-5..1e-1 --objective val_loss --command './train ${lr}'", "to be run"),
            ],
        };
        var name = verb.Takes(Opt.One("study", "its name"));
        var text = verb.Has(Opt.Text("--command", "text", "what evaluates a trial, with ${name} for parameters"));
        var space = new StudySpaceOptions(verb);
        var search = new StudySearchOptions(verb);
        return verb.Does(async call =>
        {
            var typed = space.Read(call) ?? throw new AssayException("Say what is searched: --space space.yaml, or --param lr=log:1e-5..1e-1.");
            var settings = search.Read(call) with { Space = typed, Command = call.Get(text) is { } command ? new TrialCommand(command, call.Host.Folder) : null };
            if (settings.Command is { } trialCommand)
                CommandTuner.Check(trialCommand, typed);
            await using var store = await Store.OpenAsync(TuneCommand.StoreLocatorOf(call), new StoreOptions { Clock = call.Host.Clock }, call.Cancellation);
            await using var study = await store.OpenStudyAsync(call.Get(name)!, settings, call.Cancellation);
            var record = await study.ReadAsync(call.Cancellation);
            call.Screen.Fact("study", record.Name, Ink.Bold);
            call.Screen.Fact("objectives", string.Join(", ", record.Objectives.Select(objective => $"{objective.Metric} ({objective.Direction.ToString().ToLowerInvariant()})")));
            call.Screen.Fact("space", string.Join(", ", record.Space.Parameters.Select(parameter => parameter.Name)));
            call.Screen.Fact("sampler", string.Create(CultureInfo.InvariantCulture, $"{record.Sampler}, seed {record.Seed}"));
            return ExitCodes.Done;
        });
    }
}
