using Assay.Cli.Rendering;
using Assay.Foundation.Files;
using Assay.Notebook;
using Assay.Notebook.Tracker;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay log</c>: prints a log, generated from the plan and the store.</summary>
internal static class LogCommand
{
    private static readonly string[] Formats = ["tracker"];

    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Numbers come from runs, sentences from notes ('assay note add --kind finding|observation|next-step …'); nothing is typed twice.",
            Examples = [new("log --format tracker", "status tables, best results, what is pending with its command"), new("log --to tracker.md", "into a file")],
        };
        var plan = new PlanOptions(verb);
        var format = verb.Has(Opt.Choice("--format", "how it looks (default tracker)", Formats));
        var to = verb.Has(Opt.Text("--to", "file", "write this file, whole or not at all, instead of printing"));
        return verb.Does(async call =>
        {
            _ = call.Get(format);
            var read = plan.Read(call);
            await using var store = await PlanSource.OpenToReadAsync(call, read);
            var progress = await PlanProgress.ReadAsync(read, store?.Records, RunColumns.All, call.Cancellation);
            var notes = store is null ? [] : await store.Records.GetNotesAsync(new NoteFilter(), call.Cancellation);
            var text = new TrackerFormat().Write(PlanBook.Of(progress, notes, call.Host.Clock.GetUtcNow()));
            if (call.Get(to) is { } file)
            {
                var path = call.FullPath(file);
                if (Path.GetDirectoryName(path) is { } parent && !Directory.Exists(parent))
                    throw new AssayException($"--to {file}: there is no folder {parent}.");
                AtomicFile.WriteText(path, text);
                call.Remark($"wrote {path}");
            }
            else
            {
                call.Host.Out.Write(call.Host.IsTerminal ? SafeText.Of(text, keepLines: true) : text);
            }

            return ExitCodes.Done;
        });
    }
}
