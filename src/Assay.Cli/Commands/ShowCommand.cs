using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay show</c>: everything about a run.</summary>
internal static class ShowCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples =
            [
                new("show 77b4e310", "a run by the last digits of its id"),
                new("show LF-55", "the run of a planned experiment"),
                new("show 77b4e310 --json", "the same for a program"),
            ],
        };
        var runs = verb.Takes(Opt.OneRun());
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            await using var store = await call.OpenToReadAsync();
            var run = await RunReference.ResolveAsync(store, call.Get(runs)![0], call.Cancellation);
            var page = await RunPage.ReadAsync(store, run, call.Cancellation);
            if (call.Get(json))
                JsonPage.Print(call.Host.Out, name, null, writer => RunPageJson.Write(writer, page));
            else
                page.Print(call.Screen, call.Host.Clock.GetUtcNow());
            return ExitCodes.Done;
        });
    }
}
