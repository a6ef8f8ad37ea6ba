namespace Assay.Tracking;

/// <summary>Finds the run that a person means.</summary>
public static class RunReference
{
    // More candidates than fit on a screen help nobody.
    private const int Candidates = 10;

    /// <summary>The run that a reference means: its id, some of its first or last digits, its name, or its planned id (of several tries the newest).</summary>
    /// <param name="store">The store.</param>
    /// <param name="reference">What was typed.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="RunNotFoundException">No run answers to it, or several do; the message lists them.</exception>
    public static async Task<Run> ResolveAsync(IRunStore store, string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (string.IsNullOrWhiteSpace(reference))
            throw new RunNotFoundException("A run is expected: its id, the last digits of one, a name, or a planned id.");
        var found = await store.FindRunsAsync(reference, Candidates + 1, cancellationToken).ConfigureAwait(false);
        if (found.Count == 1)
            return found[0];
        if (found.Count == 0)
            throw new RunNotFoundException($"No run answers to '{reference}': an id, at least 4 digits of one, a name, or a planned id is expected; 'assay runs' lists them.");
        if (found.FirstOrDefault(run => run.Id.Value == reference) is { } exact)
            return exact;
        // The tries of one planned experiment: its newest run is meant.
        if (found.All(run => run.Place?.Experiment == reference && run.Place.Plan == found[0].Place!.Plan && run.Place.Seed == found[0].Place!.Seed))
            return found.MaxBy(run => run.Id)!;
        throw Ambiguous(reference, found);
    }

    /// <summary>The id of the run that an option names; null when it names none.</summary>
    public static async Task<RunId?> ResolveIdAsync(IRunStore store, string? reference, CancellationToken cancellationToken) =>
        reference is null ? null : (await ResolveAsync(store, reference, cancellationToken).ConfigureAwait(false)).Id;

    /// <summary>The run in the bin that a reference means.</summary>
    /// <param name="store">The store.</param>
    /// <param name="reference">What was typed.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="RunNotFoundException">No run of the bin answers to it, or several do.</exception>
    public static async Task<Run> ResolveDeletedAsync(IRunStore store, string reference, CancellationToken cancellationToken)
    {
        if (RunId.TryParse(reference, out var id) && await store.GetRunAsync(id, cancellationToken).ConfigureAwait(false) is { Deleted: not null } exact)
            return exact;
        var all = await store.SearchAsync(new RunSearch { IncludeDeleted = true }, cancellationToken).ConfigureAwait(false);
        Run[] found = [.. all.Items.Select(row => row.Run).Where(run => run.Deleted is not null && Answers(run, reference))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new RunNotFoundException($"No run in the bin answers to '{reference}'; 'assay runs --deleted' lists them."),
            _ => throw Ambiguous(reference, found),
        };
    }

    private static bool Answers(Run run, string reference) =>
        run.Name == reference || run.Place?.Experiment == reference
        || (reference.Length >= 4 && (run.Id.Value.StartsWith(reference, StringComparison.OrdinalIgnoreCase) || run.Id.Value.EndsWith(reference, StringComparison.OrdinalIgnoreCase)));

    private static RunNotFoundException Ambiguous(string reference, IReadOnlyList<Run> found)
    {
        var list = found.Take(Candidates).Select(run => $"\n  {run.Id.Tail}  {Time(run.Created)}  {run.Status.Name()}  {run.Title ?? run.Name}{PlanId(run)}");
        var more = found.Count > Candidates ? "\n  …" : "";
        return new RunNotFoundException($"'{reference}' means several runs; say which by its digits:{string.Concat(list)}{more}");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string PlanId(Run run) => run.Place switch
    {
        { Experiment: { } id, Seed: { } seed } => string.Create(CultureInfo.InvariantCulture, $"  ({id}/{seed})"),
        { Experiment: { } id } => $"  ({id})",
        _ => "",
    };
}
