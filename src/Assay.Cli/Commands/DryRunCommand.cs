using Assay.Cli.Rendering;
using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay run --dry-run</c>: exactly what would run, and why the rest would not.</summary>
internal static class DryRunCommand
{
    public static async Task<int> PrintAsync(Invocation call, Plan plan, IReadOnlyList<PlannedExperiment> selected, bool json)
    {
        await using var store = await PlanSource.OpenToReadAsync(call, plan);
        var progress = await PlanProgress.ReadAsync(plan, store?.Records, RunColumns.None, call.Cancellation);
        var verdicts = selected.Select(e => (Progress: progress.Of(e), Why: WhyNot(progress, selected, e))).ToArray();
        if (json)
        {
            JsonPage.Print(call.Host.Out, "run-dry", null, writer =>
            {
                foreach (var (e, why) in verdicts)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", e.Experiment.Id);
                    if (e.Experiment.Seed is { } seed)
                        writer.WriteNumber("seed", seed);
                    writer.WriteBoolean("runs", why is null);
                    writer.Text("why", why ?? e.Why);
                    if (e.Experiment.Taken.Count > 0)
                    {
                        writer.WriteStartArray("taken");
                        foreach (var value in e.Experiment.Taken)
                        {
                            writer.WriteStartObject();
                            writer.WriteString("reference", value.Reference.ToString());
                            writer.Raw("value", value.Json.GetRawText());
                            writer.WriteString("from", value.From);
                            writer.WriteEndObject();
                        }

                        writer.WriteEndArray();
                    }

                    writer.WriteString("command", e.Experiment.Command.ToString());
                    writer.WriteString("directory", Path.GetFullPath(e.Experiment.WorkingDirectory, plan.Folder));
                    writer.WriteEndObject();
                }
            });
            return ExitCodes.Done;
        }

        var screen = call.Screen;
        foreach (var command in plan.Prepare.Where(_ => verdicts.Any(v => v.Why is null)))
            screen.Write("prepare  ", Ink.Dim).Line(command.ToString());
        foreach (var (e, why) in verdicts)
        {
            var experiment = e.Experiment;
            screen.Write(why is null ? "run   " : "skip  ", why is null ? Ink.Good : Ink.Dim).Write(experiment.Name, Ink.Bold).Line(why is null ? e.Why is null ? "" : $"  ({e.Why})" : $"  {why}");
            if (why is not null)
                continue;
            screen.Line($"      {experiment.Command}");
            if (experiment.WorkingDirectory is not ("." or ""))
                screen.Line($"      in {experiment.WorkingDirectory}", Ink.Dim);
            foreach (var (key, value) in experiment.Environment)
                screen.Line($"      {key}={value}", Ink.Dim);
            foreach (var value in experiment.Taken)
                screen.Line($"      {value.Reference} = {value.Json.GetRawText()}, of {value.From}", Ink.Dim);
        }

        screen.Line();
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{verdicts.Count(v => v.Why is null)} would run, {verdicts.Count(v => v.Why is not null)} would not"), Ink.Bold);
        return ExitCodes.Done;
    }

    private static string? WhyNot(PlanProgress progress, IReadOnlyList<PlannedExperiment> selected, PlannedExperiment experiment)
    {
        var e = progress.Of(experiment);
        if (e.State == ExperimentState.Done)
            return $"done by run {e.Completed!.Run.Id.Tail}";
        if (e.State == ExperimentState.Running)
            return $"run {e.Active!.Id.Tail} is {e.Active.Status.Name()}";
        if (e.State == ExperimentState.Blocked)
            return e.Why;
        foreach (var need in experiment.Needs)
        {
            // A need that is selected too runs first; one that is neither done nor selected blocks.
            if (progress.Named(need).FirstOrDefault(n => n.State != ExperimentState.Done && !selected.Contains(n.Experiment)) is { } missing)
                return $"needs {need}: {missing.Experiment.Name} is {missing.State.ToString().ToLowerInvariant()} and not selected";
        }

        return e.Experiment.Awaits.Count > 0 ? e.Why : null;
    }
}
