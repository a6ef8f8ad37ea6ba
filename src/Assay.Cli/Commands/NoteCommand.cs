using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay note</c>: what people write, typed and settled.</summary>
internal static class NoteCommand
{
    private const int UsualLimit = 50;
    private const string OnHelp = "what it is about: run:<run>, plan:<name>, phase:<plan>/<id>, item:…, priority:…, workstream:<id>, or store";

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples =
            [
                new("note add \"Freeze the protocol: lr 1e-4\" --kind decision --on phase:P0", "a decision on a phase"),
                new("note add \"Try a longer window\" --kind next-step", "what to do next"),
                new("note list --kind next-step --state open", "what is still to be done"),
                new("note done 12 --by 77b4e310", "a run settled it"),
            ],
        };
        verb.Subcommands.Add(Add());
        verb.Subcommands.Add(Edit());
        verb.Subcommands.Add(Settle("done", "say that a note is settled", NoteState.Done));
        verb.Subcommands.Add(Settle("drop", "give a note up", NoteState.Dropped));
        verb.Subcommands.Add(List());
        return verb;
    }

    private static Verb Add()
    {
        var verb = new Verb("add", "write a note")
        {
            Examples =
            [
                new("note add \"The plateau is the constant predictor\" --kind insight --on run:77b4e310", "about a run"),
                new("note add - --kind observation < seen.md", "the text from a file"),
            ],
        };
        var text = verb.Takes(Opt.One("text", "markdown; - reads standard input"));
        var kind = verb.Has(Opt.Choice("--kind", "what it is (default: note)", NoteText.Kinds));
        var on = verb.Has(Opt.Text("--on", "target", OnHelp));
        return verb.Does(async call =>
        {
            var words = await TextAsync(call, call.Get(text)!);
            var chosen = (NoteKind)(call.Get(kind) ?? 0);
            await using var store = await call.OpenAsync();
            var target = await NoteTargets.ReadAsync(call, store, call.Get(on));
            var note = await store.AddNoteAsync(new Note(0, chosen, words, target, call.Host.User(), call.Host.Clock.GetUtcNow()), call.Cancellation);
            call.Screen.Line($"Added note {note.Id}.");
            return ExitCodes.Done;
        });
    }

    private static Verb Edit()
    {
        var verb = new Verb("edit", "change a note's text or kind")
        {
            Examples = [new("note edit 12 \"Freeze the protocol: lr 3e-4\"", "another text"), new("note edit 12 --kind decision", "another kind")],
        };
        var id = verb.Takes(Opt.One("number", "the note's number"));
        var text = verb.Takes(Opt.Maybe("text", "markdown; - reads standard input"));
        var kind = verb.Has(Opt.Choice("--kind", "what it is", NoteText.Kinds));
        return verb.Does(async call =>
        {
            var words = call.Get(text) is { } typed ? await TextAsync(call, typed) : null;
            var chosen = (NoteKind?)call.Get(kind);
            if (words is null && chosen is null)
                throw new UsageException("Nothing to change was named: 'note edit' needs a text or --kind.");
            await EditAsync(call, call.Get(id)!, new NotePatch { Text = words, Kind = chosen }, "Changed");
            return ExitCodes.Done;
        });
    }

    private static Verb Settle(string name, string summary, NoteState state)
    {
        var verb = new Verb(name, summary) { Examples = [new($"note {name} 12", "by its number"), .. state == NoteState.Done ? [new Verb.Example("note done 12 --by 77b4e310", "and which run settled it")] : Array.Empty<Verb.Example>()] };
        var id = verb.Takes(Opt.One("number", "the note's number"));
        var by = state == NoteState.Done ? verb.Has(Opt.Run("--by", "the run that settled it")) : null;
        return verb.Does(async call =>
        {
            await EditAsync(call, call.Get(id)!, new NotePatch { State = state }, state == NoteState.Done ? "Settled" : "Dropped", by is null ? null : call.Get((Option<string?>)by));
            return ExitCodes.Done;
        });
    }

    private static Verb List()
    {
        var verb = new Verb("list", "list notes")
        {
            Examples = [new("note list", "all notes"), new("note list --on run:77b4e310 --json", "a run's notes for a program")],
        };
        var kind = verb.Has(Opt.Choice("--kind", "only of this kind", NoteText.Kinds));
        var state = verb.Has(Opt.Choice("--state", "only in this state", NoteText.States));
        var on = verb.Has(Opt.Text("--on", "target", OnHelp));
        var limit = verb.Has(Opt.Limit(UsualLimit));
        var after = verb.Has(Opt.After());
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var part = Slice.Read(call, limit, UsualLimit, after);
            await using var store = await call.OpenToReadAsync();
            var filter = new NoteFilter
            {
                Kind = (NoteKind?)call.Get(kind),
                State = (NoteState?)call.Get(state),
                Target = call.Get(on) is { } target ? await NoteTargets.ReadAsync(call, store, target) : null,
            };
            var page = part.Of(await store.GetNotesAsync(filter, call.Cancellation));
            if (call.Get(json))
            {
                JsonPage.Print(call.Host.Out, "note-list", page.Next, writer =>
                {
                    foreach (var note in page.Items)
                        NoteText.Write(writer, note);
                });
                return ExitCodes.Done;
            }

            if (page.Items.Count == 0)
                call.Remark("No notes.");
            foreach (var note in page.Items)
                NoteText.Print(call.Screen, note);
            Slice.Announce(call, page.Next);
            return ExitCodes.Done;
        });
    }

    private static async Task EditAsync(Invocation call, string number, NotePatch patch, string done, string? settledBy = null)
    {
        if (!long.TryParse(number.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < 1)
            throw new AssayException($"'{number}' is not the number of a note; 'assay note list' shows them.");
        await using var store = await call.OpenAsync();
        if (settledBy is not null)
            patch = patch with { SettledBy = (await RunReference.ResolveAsync(store, settledBy, call.Cancellation)).Id };
        await store.EditNoteAsync(id, patch, call.Cancellation);
        call.Screen.Line($"{done} note {id}.");
    }

    private static async Task<string> TextAsync(Invocation call, string typed)
    {
        var text = typed == "-" ? (await call.Host.In.ReadToEndAsync(call.Cancellation)).TrimEnd() : typed;
        return string.IsNullOrWhiteSpace(text) ? throw new AssayException("A note needs a text.") : text;
    }
}
