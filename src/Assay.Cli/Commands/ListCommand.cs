using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay list</c>: the plan's experiments and where each stands.</summary>
internal static class ListCommand
{
    private static readonly string[] States = [.. Enum.GetNames<ExperimentState>().Select(n => n.ToLowerInvariant()), "due"];

    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "An experiment is done when a completed run has its fingerprint: command, configuration, seed, inputs and code. " +
                "Everything else is due, except what is running.",
            Examples =
            [
                new("list", "every experiment with its state"),
                new("list --priority P2 --state due", "what is left of a priority"),
                new("list --json", "the same for programs"),
            ],
        };
        var plan = new PlanOptions(verb);
        var state = verb.Has(Opt.Choice("--state", "only these", States));
        var limit = verb.Has(Opt.Limit(1000));
        var after = verb.Has(Opt.After());
        var json = verb.Has(Opt.Json());
        return verb.Does(call => ListAsync(call, plan, state, limit, after, json));
    }

    private static async Task<int> ListAsync(Invocation call, PlanOptions options, ChoiceOption state, Option<string?> limit, Option<string?> after, Option<bool> json)
    {
        var plan = options.Read(call);
        var selected = options.Select(call, plan);
        await using var store = await PlanSource.OpenToReadAsync(call, plan);
        var progress = await PlanProgress.ReadAsync(plan, store?.Records, RunColumns.None, call.Cancellation);
        var wanted = call.Get(state) is { } index ? States[index] : null;
        var all = selected.Select(progress.Of).Where(e => wanted is null || (wanted == "due" ? e.IsDue : Word(e) == wanted)).ToArray();
        var (shown, next) = Slice.Read(call, limit, 1000, after).Of(all);
        if (call.Get(json))
        {
            JsonPage.Print(call.Host.Out, "list", next, writer =>
            {
                foreach (var e in shown)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", e.Experiment.Id);
                    if (e.Experiment.Seed is { } seed)
                        writer.WriteNumber("seed", seed);
                    writer.Text("priority", e.Experiment.Priority);
                    writer.Text("phase", e.Experiment.Phase);
                    writer.Text("title", e.Experiment.Title);
                    writer.WriteString("state", Word(e));
                    writer.WriteBoolean("due", e.IsDue);
                    writer.Text("why", e.Why);
                    writer.WriteString("command", e.Experiment.Command.ToString());
                    writer.Text("fingerprint", e.Fingerprint);
                    writer.Text("run", LastRun(e)?.Id.Value);
                    writer.WriteEndObject();
                }
            });
            return ExitCodes.Done;
        }

        var screen = call.Screen;
        var table = new Table([new("ID"), new("PRIORITY", Rank: 1), new("STATE"), new("RUN", Rank: 3), new("CONFIGURATION", Shortest: 20, Rank: 4), new("ABOUT", Shortest: 20, Rank: 2)]);
        foreach (var e in shown)
        {
            table.Add(
                e.Experiment.Name, e.Experiment.Priority, new Table.Cell(Word(e), InkOf(e.State)), LastRun(e)?.Id.Tail,
                string.Join(' ', e.Experiment.Config.Select(part => $"{part.Key}={part.Value}")), e.Why ?? e.Experiment.Title);
        }

        table.Print(screen);
        screen.Line();
        screen.Line($"{plan.Name}: {Summary(all)}", Ink.Bold);
        Slice.Announce(call, next);
        return ExitCodes.Done;
    }

    /// <summary>Counts by state, e.g. <c>13 experiments: 4 done, 9 pending</c>.</summary>
    public static string Summary(IReadOnlyCollection<ExperimentProgress> experiments)
    {
        var counts = experiments.GroupBy(Word).OrderByDescending(g => g.Key == "done").ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        return $"{experiments.Count} experiment{(experiments.Count == 1 ? "" : "s")}{(experiments.Count == 0 ? "" : ": " + string.Join(", ", counts))}";
    }

    private static Run? LastRun(ExperimentProgress e) => (e.Completed ?? e.Rows.LastOrDefault(r => r.Run.Status != RunStatus.Planned))?.Run ?? (e.Rows.Count > 0 ? e.Rows[^1].Run : null);

    private static string Word(ExperimentProgress e) => e.State.ToString().ToLowerInvariant();

    private static Ink InkOf(ExperimentState state) => state switch
    {
        ExperimentState.Done => Ink.Good,
        ExperimentState.Failed or ExperimentState.Blocked => Ink.Bad,
        ExperimentState.Changed or ExperimentState.Cancelled => Ink.Warn,
        ExperimentState.Running => Ink.Live,
        _ => Ink.None,
    };
}
