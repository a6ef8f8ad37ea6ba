using Assay.Cli.Rendering;
using Assay.Studies;

namespace Assay.Cli.Commands;

/// <summary><c>assay study ask</c>: hands out the next trial.</summary>
internal static class StudyAskCommand
{
    public static Verb Create()
    {
        var verb = new Verb("ask", "print the next trial's parameters")
        {
            Details = "Prints one JSON object with the trial's number, run and parameters. 'assay study tell' says how it ended; what nothing is told of in time is lost, and does not count.",
            Examples = [new("study ask mlp", "{\"trial\": 7, \"params\": {\"lr\": 0.001}, …}"), new("study ask mlp --within 2d", "it is lost after two days without a word")],
        };
        var name = verb.Takes(Opt.One("study", "its name or id"));
        var trials = verb.Has(Opt.Text("--trials", "n", "not more than so many trials in all (default: no limit)"));
        var within = verb.Has(Opt.Text("--within", "time", "how long it may take until it is told of (default 7d)"));
        return verb.Does(async call =>
        {
            var limit = call.Get(trials) is null ? (int?)null : call.Count(trials, 1);
            var options = new StoreOptions { Create = false, Clock = call.Host.Clock, LeaseDuration = call.Get(within) is { } time ? Values.Span("--within", time) : TimeSpan.FromDays(7) };
            await using var store = await Store.OpenAsync(call.StoreFolder(), options, call.Cancellation);
            await using var study = await store.OpenStudyAsync(call.Get(name)!, new StudySettings { Create = false }, call.Cancellation);
            if (await study.HandOutAsync(limit, call.Cancellation) is not { } trial)
            {
                call.Remark(limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"The study has {most} trials, or nothing is left to try.") : "Nothing is left to try.");
                return ExitCodes.Found;
            }

            JsonPage.Print(call.Host.Out, "study-ask", null, writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("trial", trial.Number);
                writer.WriteString("run", trial.Run!.Value.Value);
                writer.WriteStartObject("params");
                foreach (var (key, value) in trial.Params)
                    writer.Raw(key, value.Json);
                writer.WriteEndObject();
                writer.WriteEndObject();
            });
            return ExitCodes.Done;
        });
    }
}
