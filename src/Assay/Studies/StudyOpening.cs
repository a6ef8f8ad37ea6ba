using Assay.Execution.Local;
using Assay.Foundation.Randomness;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Studies;

/// <summary>Opens a study by its name: makes it, or goes on with it when what is wished for goes with what is there.</summary>
internal static class StudyOpening
{
    private const int LongestName = 250;

    /// <summary>Opens a study to work on it.</summary>
    /// <exception cref="AssayException">The name cannot be one; there is no such study and none may be made; objectives or space do not go with what is there.</exception>
    public static async Task<ActiveStudy> OpenAsync(IRunStore records, StoreOptions options, string name, StudySettings settings, CancellationToken cancellationToken)
    {
        CheckName(name);
        var stored = await FindAsync(records, name, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            if (!settings.Create)
                throw await NoStudyAsync(records, name, cancellationToken).ConfigureAwait(false);
            stored = await MakeAsync(records, options, name, settings, cancellationToken).ConfigureAwait(false);
        }

        // Also when it was just made: another process may have been faster, with other wishes.
        await AdaptAsync(records, stored, settings, cancellationToken).ConfigureAwait(false);
        stored = (await records.GetStudiesAsync(stored.Id, cancellationToken).ConfigureAwait(false))[0];
        return new ActiveStudy(records, options, stored, settings);
    }

    /// <summary>The study of a name or an id; null when there is none.</summary>
    /// <exception cref="AssayException">Several studies have the name.</exception>
    public static async Task<StoredStudy?> FindAsync(IRunStore records, string name, CancellationToken cancellationToken)
    {
        var found = await records.GetStudiesAsync(name, cancellationToken).ConfigureAwait(false);
        // Digits of an id are a reference too; a name that looks like some goes before them.
        StoredStudy[] named = [.. found.Where(study => study.Name == name)];
        if (named.Length == 0)
            named = [.. found.Where(study => string.Equals(study.Id, name, StringComparison.OrdinalIgnoreCase))];
        if (named.Length <= 1)
            return named.FirstOrDefault();
        return named.FirstOrDefault(study => study.IdempotencyKey == KeyOf(name)) ?? throw new AssayException(
            $"{named.Length} studies are called '{name}'; name one by its id: {string.Join(", ", named.Take(5).Select(study => study.Id))}.");
    }

    private static async Task<AssayException> NoStudyAsync(IRunStore records, string name, CancellationToken cancellationToken)
    {
        var names = (await records.GetStudiesAsync(null, cancellationToken).ConfigureAwait(false)).Select(study => study.Name).Distinct().ToArray();
        var near = Foundation.Text.NearWord.Find(name, names);
        return new AssayException($"There is no study '{name}' in this store{(near is null ? "" : $" (did you mean '{near}'?)")}; 'assay tune' and 'assay study create' make one.");
    }

    private static async Task<StoredStudy> MakeAsync(IRunStore records, StoreOptions options, string name, StudySettings settings, CancellationToken cancellationToken)
    {
        var id = RunId.New(options.Clock).Value;
        var sampler = settings.Sampler ?? Sampler.Auto();
        var objectives = settings.Objectives ?? [new Objective("objective", Direction.Maximize)];
        CheckObjectives(objectives);
        var study = new Study(name)
        {
            Direction = objectives[0].Direction,
            Metric = objectives[0].Metric,
            FurtherObjectives = [.. objectives.Skip(1)],
            Space = settings.Space ?? ParameterSpace.Undeclared,
            IsDefinedByRun = settings.Space is null,
            Sampler = sampler.Name,
            SamplerOptions = sampler.Options,
            // Kept short, so that every program that reads JSON reads it exactly.
            Seed = sampler.Seed ?? (long)(new Seed(0).For(id).Value >> 33),
            Pruner = settings.Pruner,
            Command = settings.Command,
        };
        // What cannot be searched or made is refused before anything is written.
        _ = new SearchSpace(study.Space);
        _ = SamplerCatalog.Create(sampler);
        if (settings.Pruner is { } pruner)
            _ = PrunerCatalog.Create(pruner);
        return await records.AddStudyAsync(
            new StoredStudy(id, name, settings.Experiment ?? name, study.Direction, study.Metric, StudyDocument.Write(study), options.Clock.GetUtcNow()) { IdempotencyKey = KeyOf(name) },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task AdaptAsync(IRunStore records, StoredStudy stored, StudySettings settings, CancellationToken cancellationToken)
    {
        var book = new StudyBook(records, stored);
        await book.SyncAsync(cancellationToken).ConfigureAwait(false);
        var there = book.Study;
        if (settings.Objectives is { } objectives && !objectives.SequenceEqual(there.Objectives))
            throw new AssayException($"The study '{there.Name}' has {Words(there.Objectives)}, found {Words(objectives)}; another objective is another study.");
        var changed = there;
        if (settings.Sampler is { } sampler)
        {
            _ = SamplerCatalog.Create(sampler);
            changed = changed with { Sampler = sampler.Name, SamplerOptions = sampler.Options, Seed = sampler.Seed ?? there.Seed };
        }

        if (settings.Pruner is { } pruner)
        {
            _ = PrunerCatalog.Create(pruner);
            changed = changed with { Pruner = pruner };
        }

        if (settings.Command is { } command)
            changed = changed with { Command = command };
        if (settings.Space is { } space)
            changed = await WithSpaceAsync(records, book, changed, space, cancellationToken).ConfigureAwait(false);
        if (StudyDocument.Write(changed) != StudyDocument.Write(there))
            await book.ChangeAsync(now => StudyDocument.Write(now) == StudyDocument.Write(there) ? changed : throw new AssayException($"The study '{there.Name}' was changed by another process at this moment; try again."), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Study> WithSpaceAsync(IRunStore records, StudyBook book, Study study, ParameterSpace space, CancellationToken cancellationToken)
    {
        _ = new SearchSpace(space);
        if (study.IsDefinedByRun && book.Next > 0)
            throw new AssayException($"The space of the study '{study.Name}' grows as its objective asks for parameters; a declared one belongs to another study.");
        if (study.IsDefinedByRun)
            return study with { Space = space, IsDefinedByRun = false };
        var change = SpaceChange.Between(study.Space, space);
        if (change.IsNone)
            return study;
        if (change.Refused.Count > 0 && book.Next > 0)
            throw new AssayException($"The study '{study.Name}' has {book.Next.ToString(CultureInfo.InvariantCulture)} trials of a space that does not go with this one: {string.Join("; ", change.Refused)}. Begin another study, and take these trials along where they fit.");
        if (await WorkerAsync(records, book, cancellationToken).ConfigureAwait(false) is { } worker)
        {
            throw new AssayException(
                $"Process {worker.ProcessId.ToString(CultureInfo.InvariantCulture)} on {worker.Host} works on the study '{study.Name}' with another space: {string.Join("; ", [.. change.Refused, .. change.Allowed])}. Wait for it, stop it, or use its space.");
        }

        return study with { Space = space, EarlierSpaces = book.Next > 0 ? [.. study.EarlierSpaces, study.Space] : study.EarlierSpaces };
    }

    // Somebody who holds a trial and lives, or may live.
    private static async Task<LeaseOwner?> WorkerAsync(IRunStore records, StudyBook book, CancellationToken cancellationToken)
    {
        foreach (var trial in book.Running)
        {
            if (trial.Run is { } id && await records.GetRunAsync(id, cancellationToken).ConfigureAwait(false) is { Lease: { } lease } && ProcessIdentity.IsAlive(lease.Owner) != false)
                return lease.Owner;
        }

        return null;
    }

    private static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new AssayException("A study has a name, as in --study mlp; found nothing.");
        if (name.Length > LongestName || name.Any(char.IsControl))
            throw new AssayException($"A study's name has at most {LongestName} characters and no line breaks or other control characters; found '{name[..Math.Min(name.Length, 40)].ReplaceLineEndings(" ")}'.");
    }

    private static void CheckObjectives(IReadOnlyList<Objective> objectives)
    {
        if (objectives.Count == 0 || objectives.Any(objective => string.IsNullOrWhiteSpace(objective.Metric)))
            throw new AssayException("A study has at least one objective, each with the key of a metric.");
        if (objectives.Select(objective => objective.Metric).Distinct(StringComparer.Ordinal).Count() < objectives.Count)
            throw new AssayException("The objectives of a study have different metrics; found one twice.");
    }

    private static string KeyOf(string name) => "study/" + name;

    private static string Words(IReadOnlyList<Objective> objectives) =>
        string.Join(" and ", objectives.Select(objective => $"{objective.Metric} ({(objective.Direction == Direction.Maximize ? "larger" : "smaller")} is better)"));
}
