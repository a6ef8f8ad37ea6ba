using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay workstream</c>: the lines of work a person follows.</summary>
internal static class WorkstreamCommand
{
    private const int UsualLimit = 100;

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples =
            [
                new("workstream set ws3 --name \"Loss functions\" --focus \"asymmetric focal loss\"", "make or change one"),
                new("workstream set ws3 --status paused --task \"\"", "nothing is being done"),
                new("workstream list", "all of them"),
            ],
        };
        verb.Subcommands.Add(Set());
        verb.Subcommands.Add(List());
        return verb;
    }

    private static Verb Set()
    {
        var verb = new Verb("set", "make a workstream or change it") { Examples = [new("workstream set ws3 --name \"Loss functions\" --status active", "make or change one")] };
        var id = verb.Takes(Opt.One("id", "its short id, e.g. ws3"));
        var title = verb.Has(Opt.Text("--name", "text", "what people call it (default: its id)"));
        var focus = verb.Has(Opt.Text("--focus", "text", "what it is about now"));
        var status = verb.Has(Opt.Text("--status", "text", "its state in your words"));
        var task = verb.Has(Opt.Text("--task", "text", "what is being done now"));
        var taskStatus = verb.Has(Opt.Text("--task-status", "text", "how that stands"));
        var heading = verb.Has(Opt.Text("--title", "text", "what its hand-over is headed with"));
        return verb.Does(async call =>
        {
            var key = call.Get(id)!.Trim();
            if (key.Length == 0)
                throw new AssayException("A workstream needs an id, e.g. ws3.");
            await using var store = await call.OpenAsync();
            var known = (await store.GetWorkstreamsAsync(call.Cancellation)).FirstOrDefault(stream => stream.Id == key);
            var stream = new Workstream(key, call.Get(title) ?? known?.Name ?? key)
            {
                Focus = call.Get(focus),
                Status = call.Get(status),
                CurrentTask = call.Get(task),
                TaskStatus = call.Get(taskStatus),
                Title = call.Get(heading),
            };
            await store.SaveWorkstreamAsync(stream, call.Cancellation);
            call.Screen.Line($"{(known is null ? "Made" : "Changed")} workstream {key}.");
            return ExitCodes.Done;
        });
    }

    private static Verb List()
    {
        var verb = new Verb("list", "list workstreams") { Examples = [new("workstream list", "all of them"), new("workstream list --json", "for a program")] };
        var limit = verb.Has(Opt.Limit(UsualLimit));
        var after = verb.Has(Opt.After());
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var part = Slice.Read(call, limit, UsualLimit, after);
            await using var store = await call.OpenToReadAsync();
            var page = part.Of(await store.GetWorkstreamsAsync(call.Cancellation));
            if (call.Get(json))
            {
                JsonPage.Print(call.Host.Out, "workstream-list", page.Next, writer =>
                {
                    foreach (var stream in page.Items)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("id", stream.Id);
                        writer.WriteString("name", stream.Name);
                        writer.Text("focus", stream.Focus);
                        writer.Text("status", stream.Status);
                        writer.Text("current_task", stream.CurrentTask);
                        writer.Text("task_status", stream.TaskStatus);
                        writer.Text("title", stream.Title);
                        writer.WriteEndObject();
                    }
                });
                return ExitCodes.Done;
            }

            if (page.Items.Count == 0)
                call.Remark("No workstreams.");
            else
                Print(call.Screen, page.Items);
            Slice.Announce(call, page.Next);
            return ExitCodes.Done;
        });
    }

    private static void Print(Screen screen, IReadOnlyList<Workstream> streams)
    {
        var table = new Table([new("id"), new("name", Shortest: 12), new("status", Shortest: 8), new("focus", Shortest: 12, Rank: 2), new("now", Shortest: 12, Rank: 1)]);
        foreach (var stream in streams)
            table.Add(stream.Id, stream.Name, stream.Status, stream.Focus, stream.CurrentTask);
        table.Print(screen);
    }
}
