using System.CommandLine;
using Assay.Studies;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary><c>assay study tell</c>: says how a trial ended that was handed out.</summary>
internal static class StudyTellCommand
{
    public static Verb Create()
    {
        var verb = new Verb("tell", "say how a trial ended")
        {
            Examples =
            [
                new("study tell mlp 7 0.713", "it completed with this value"),
                new("study tell mlp 8 0.71 12.5", "with the values of two objectives, in their order"),
                new("study tell mlp 9 --state failed --why \"out of memory\"", "it failed"),
            ],
        };
        var name = verb.Takes(Opt.One("study", "its name or id"));
        var trial = verb.Takes(Opt.One("trial", "its number"));
        var values = verb.Takes(new Argument<string[]>("value") { Arity = ArgumentArity.ZeroOrMore, Description = "the objectives' values, in their order" });
        var state = verb.Has(Opt.Choice("--state", "how it ended (default: completed)", ["completed", "pruned", "failed"]));
        var why = verb.Has(Opt.Text("--why", "text", "why it failed or was pruned"));
        return verb.Does(async call =>
        {
            var ended = call.Get(state) switch { 1 => TrialState.Pruned, 2 => TrialState.Failed, _ => TrialState.Completed };
            var number = Values.Count("trial", call.Get(trial), 0, least: 0);
            double[] numbers = [.. (call.Get(values) ?? []).Select(Number)];
            await using var store = await Store.OpenAsync(call.StoreFolder(), new StoreOptions { Create = false, Clock = call.Host.Clock, Listeners = [LintOnEnd.Of(call)] }, call.Cancellation);
            await using var study = await store.OpenStudyAsync(call.Get(name)!, new StudySettings { Create = false }, call.Cancellation);
            study.Said += (_, text) => call.Remark(text);
            var told = await study.TellAsync(number, ended, numbers, call.Get(why), call.Cancellation);
            call.Screen.Line(string.Create(CultureInfo.InvariantCulture, $"trial {told.Number} {told.State.ToString().ToLowerInvariant()}{(told.Why is { } reason ? $": {reason}" : "")}"));
            return ExitCodes.Done;
        });
    }

    private static double Number(string text) => text.ToUpperInvariant() switch
    {
        "NAN" => double.NaN,
        "INF" or "INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new AssayException($"'{text}' is not a number; a trial without one is told of with --state failed."),
    };
}
