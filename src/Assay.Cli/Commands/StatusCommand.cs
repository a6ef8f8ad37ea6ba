using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Execution;
using Assay.Execution.Local;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Cli.Commands;

/// <summary><c>assay status</c>: what is running now, and who runs it.</summary>
internal static class StatusCommand
{
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples = [new("status", "runners, running experiments with their last metric, and counts"), new("status --json", "the same for programs")],
        };
        var json = verb.Has(Opt.Json());
        return verb.Does(call => StatusAsync(call, json));
    }

    private static async Task<int> StatusAsync(Invocation call, Option<bool> json)
    {
        await using var records = await call.OpenToReadAsync();
        var runners = (await records.GetRunnersAsync(call.Cancellation)).Where(r => r.Ended is null).ToArray();
        var active = await records.SearchAsync(
            new RunSearch { Query = RunQuery.Parse("status in ('queued', 'running')"), Columns = RunColumns.All, Limit = 1000 }, call.Cancellation);
        var counts = await records.CountAsync(new RunSearch(), call.Cancellation);
        if (call.Get(json))
        {
            JsonPage.Print(call.Host.Out, "status", active.Next, writer =>
            {
                foreach (var row in active.Items)
                    RunJson.Write(writer, row);
            }, writer =>
            {
                writer.WriteStartObject("last_output");
                foreach (var row in active.Items)
                    writer.Time(row.Run.Id.Value, LastOutput(records.Folder, row.Run.Id));
                writer.WriteEndObject();
                writer.WriteStartArray("runners");
                foreach (var runner in runners)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", runner.Id);
                    writer.WriteString("command", runner.Command);
                    writer.Text("plan", runner.Plan);
                    writer.WriteString("host", runner.Owner.Host);
                    writer.WriteNumber("pid", runner.Owner.ProcessId);
                    writer.WriteString("state", State(runner));
                    writer.Time("started", runner.Started);
                    writer.Text("log", runner.LogPath);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteStartObject("counts");
                foreach (var (status, count) in counts)
                    writer.WriteNumber(status.Name(), count);
                writer.WriteEndObject();
            });
            return ExitCodes.Done;
        }

        var screen = call.Screen;
        if (runners.Length > 0)
        {
            var table = new Table([new("RUNNER"), new("PLAN", Rank: 1), new("STATE"), new("PID", Right: true), new("SINCE"), new("COMMAND", Shortest: 20, Rank: 2)]);
            foreach (var r in runners)
                table.Add(r.Id[^8..], r.Plan ?? "", new Table.Cell(State(r), State(r) == "alive" ? Ink.Live : Ink.Warn), r.Owner.ProcessId.ToString(CultureInfo.InvariantCulture), screen.Age(r.Started), r.Command);
            table.Print(screen);
            screen.Line();
        }

        if (active.Items.Count > 0)
        {
            var table = new Table([new("RUN"), new("WHAT", Shortest: 12), new("STATUS"), new("SINCE", Rank: 1), new("LAST METRIC", Shortest: 16, Rank: 2), new("LAST OUTPUT", Rank: 3), new("OWNER", Rank: 4)]);
            foreach (var row in active.Items)
            {
                var last = row.Metrics.Values.OrderByDescending(m => m.LastStep).FirstOrDefault();
                table.Add(
                    row.Run.Id.Tail, RunText.PlanId(row.Run) is { Length: > 0 } id ? id : RunText.Title(row.Run), new Table.Cell(row.Run.Status.Name(), RunText.StatusInk(row.Run)),
                    screen.Age(row.Run.Started ?? row.Run.Created), last is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{last.Identity.Key} {Figures.Value(last.Last)} @{last.LastStep}"),
                    screen.Age(LastOutput(records.Folder, row.Run.Id)), Owner(row.Run));
            }

            table.Print(screen);
            screen.Line();
        }
        else
        {
            screen.Line("Nothing is running.");
        }

        screen.Line(counts.Count == 0 ? "The store holds no runs." : string.Join(", ", counts.OrderBy(c => c.Key).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key.Name()}"))));
        return ExitCodes.Done;
    }

    private static string State(RunnerRecord runner) => ProcessIdentity.IsAlive(runner.Owner) switch
    {
        true => runner.StopRequested ? "stopping" : "alive",
        false => "dead",
        null => "on another machine",
    };

    // A command that says nothing for long may hang: output and what it logs count alike.
    private static DateTimeOffset? LastOutput(string store, RunId run) =>
        new[] { RunFolder.StandardOutput, RunFolder.StandardError, "spool.jsonl" }
            .Select(name => new FileInfo(Path.Combine(RunFolder.Of(store, run), name)))
            .Where(file => file is { Exists: true, Length: > 0 })
            .Max(file => (DateTimeOffset?)file.LastWriteTimeUtc);

    private static string Owner(Run run) => run.Lease is not { } lease ? "" : ProcessIdentity.IsAlive(lease.Owner) switch
    {
        true => string.Create(CultureInfo.InvariantCulture, $"pid {lease.Owner.ProcessId}"),
        false => "dead: 'assay run' takes it over",
        null => lease.Owner.Host,
    };
}
