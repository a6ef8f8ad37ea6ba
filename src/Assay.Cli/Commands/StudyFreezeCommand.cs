using Assay.Foundation.Files;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Recommendations;

namespace Assay.Cli.Commands;

/// <summary><c>assay study freeze</c>: writes a configuration with its provenance, and the decision into the store.</summary>
internal static class StudyFreezeCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("freeze", "write the configuration to go on with, and record the decision")
        {
            Details = """
                The file holds the parameters as YAML; comments say where they come from, why they were chosen and what was rejected. The same is kept in
                the store as a decision. Without --trial and --recommended the best trial is frozen.
                """,
            Examples =
            [
                new("study freeze hpo_2m_h1 --recommended --to config.yaml", "what 'study recommend' proposes"),
                new("study freeze hpo_2m_h1 --trial 19 --to config.yaml --why \"simplest of the near-best\"", "a person's choice, with its reason"),
            ],
        };
        var study = verb.Takes(new StudyArgument());
        var trial = verb.Has(Opt.Text("--trial", "n", "freeze this trial"));
        var recommended = verb.Has(Opt.Flag("--recommended", "freeze what 'study recommend' proposes"));
        var to = verb.Has(Opt.Text("--to", "file", "where to write the configuration"));
        var why = verb.Has(Opt.Text("--why", "text", "the reason, in your words"));
        var overwrite = verb.Has(Opt.Flag("--overwrite", "replace a file that is there"));
        return verb.Does(async call =>
        {
            if (call.Get(trial) is not null && call.Get(recommended))
                throw new UsageException("--trial and --recommended exclude each other.");
            var named = call.Get(to) ?? throw new UsageException("--to names the file to write; try --to config.yaml.");
            var path = call.FullPath(named);
            if (Path.Exists(path) && !call.Get(overwrite))
                throw new AssayException($"{named} is there already; --overwrite replaces it.");
            var read = await StudySource.ReadAsync(call, call.Get(study)!);
            var (chosen, reason, rejected) = Choose(call, read, call.Get(trial), call.Get(recommended));
            if (call.Get(why) is { } words)
                reason = words.Trim();
            // The store is opened first: what cannot be recorded is not written either.
            var hasStore = StoreLocator.TryFind(call.NamedStoreFolder(), call.Host.Folder, call.Host.Environment) is not null;
            await using var records = hasStore ? await call.OpenAsync() : null;
            var now = call.Host.Clock.GetUtcNow();
            AtomicFile.WriteText(path, FrozenConfiguration.Yaml(read, chosen, reason, rejected, now));
            var screen = call.Screen;
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"trial #{chosen.Number} written to {named}"));
            screen.Fact("why", reason);
            if (records is null)
            {
                call.Remark("no decision was recorded: there is no store here ('assay init' makes one)");
                return ExitCodes.Done;
            }

            var target = read.Id is { } id ? new NoteTarget("study", id) : NoteTarget.Store;
            var note = await records.AddNoteAsync(new Note(0, NoteKind.Decision, FrozenConfiguration.Decision(read, chosen, reason, rejected, named), target, call.Host.User(), now), call.Cancellation);
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"decision recorded as note {note.Id}"));
            return ExitCodes.Done;
        });
    }

    private static (Trial Chosen, string Why, IReadOnlyList<Candidate> Rejected) Choose(Invocation call, Study study, string? number, bool recommended)
    {
        var recommendation = study.Directions.Count == 1 && study.Best is { Params.Count: > 0 } ? Recommendation.Of(study, null, call.Cancellation) : null;
        if (recommended)
        {
            var known = recommendation ?? Recommendation.Of(study, null, call.Cancellation);
            return (known.Chosen.Trial, known.Why, [.. known.Candidates.Where(candidate => candidate != known.Chosen)]);
        }

        if (number is not null)
        {
            var wanted = Values.Count("--trial", number, 0, most: int.MaxValue, least: 0);
            var trial = study.Trials.FirstOrDefault(trial => trial.Number == wanted) ?? throw new AssayException($"The study '{study.Name}' has no trial {wanted}; it has {study.Trials.Count}, from 0.");
            if (trial.Params.Count == 0)
                throw new AssayException($"Trial {wanted} of '{study.Name}' has no parameters to freeze.");
            return (trial, trial.State == TrialState.Completed ? "chosen by hand." : $"chosen by hand, although it is {trial.State.ToString().ToLowerInvariant()}.", Others(trial));
        }

        var best = study.Best is { Params.Count: > 0 } found ? found : throw new AssayException($"The study '{study.Name}' has no completed trial with parameters and a value to freeze.");
        return (best, recommendation is not null && recommendation.Chosen != recommendation.Peak ? string.Create(CultureInfo.InvariantCulture, $"the best value; 'study recommend' proposes #{recommendation.Chosen.Trial.Number} instead.") : "the best value.", Others(best));

        IReadOnlyList<Candidate> Others(Trial own) => recommendation is null ? [] : [.. recommendation.Candidates.Where(candidate => !SameParams(candidate.Trial, own))];
    }

    private static bool SameParams(Trial left, Trial right) => left.Params.Count == right.Params.Count && left.Params.All(value => right.Params.TryGetValue(value.Key, out var other) && other.Equals(value.Value));
}
