namespace Assay.Learning.Training;

/// <summary>
/// Trains many models in one process, each on an engine of one thread: seeds, folds, trials. One thread a model beats many threads a model for small
/// networks, as nobody waits for anybody; and each model's numbers are those of training it alone, bit for bit.
/// </summary>
public static class Ensemble
{
    /// <summary>Trains every member.</summary>
    /// <typeparam name="T">What training one gives.</typeparam>
    /// <param name="members">The models; they are begun in this order.</param>
    /// <param name="options">How many at a time.</param>
    /// <param name="ended">Hears of each outcome, one at a time, on the member's thread; null (default) for nobody. What it throws counts as the member's failure.</param>
    /// <param name="cancellationToken">Passed to the members; those that have not begun are left out.</param>
    /// <returns>One outcome a member, in the members' order, failures included: look at them.</returns>
    /// <exception cref="ArgumentException">A name twice.</exception>
    public static IReadOnlyList<EnsembleOutcome<T>> Train<T>(
        IReadOnlyList<EnsembleMember<T>> members,
        EnsembleOptions? options = null,
        Action<EnsembleOutcome<T>>? ended = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        options ??= new EnsembleOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Parallel);
        if (members.GroupBy(member => member.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two members are named '{twice.Key}'; names tell them apart in messages.", nameof(members));
        var outcomes = new EnsembleOutcome<T>[members.Count];
        var next = -1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var report = new Lock();

        // Threads of their own and not the pool's, which a long computation would keep from others.
        var threads = new Thread[Math.Min(members.Count, options.Parallel == 0 ? Environment.ProcessorCount : options.Parallel)];
        for (var index = 0; index < threads.Length; index++)
        {
            threads[index] = new Thread(Work) { IsBackground = true, Name = $"Assay ensemble {index}" };
            threads[index].Start();
        }

        foreach (var thread in threads)
            thread.Join();
        return outcomes;

        void Work()
        {
            while (Interlocked.Increment(ref next) is var index && index < members.Count)
            {
                outcomes[index] = TrainOne(members[index], stop.Token);
                lock (report)
                    Report(ref outcomes[index]);
                if (options.StopAtFailure && outcomes[index].Failure is not null)
                    stop.Cancel();
            }
        }

        void Report(ref EnsembleOutcome<T> outcome)
        {
            try
            {
                ended?.Invoke(outcome);
            }
            catch (Exception exception)
            {
                outcome = outcome with { Failure = outcome.Failure ?? exception };
            }
        }
    }

    private static EnsembleOutcome<T> TrainOne<T>(EnsembleMember<T> member, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new EnsembleOutcome<T>(member.Name, default, null, HasRun: false);
        try
        {
            using var engine = new Engine(new() { Seed = member.Seed, Threads = 1 });
            return new EnsembleOutcome<T>(member.Name, member.Train(engine, cancellationToken), null, HasRun: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new EnsembleOutcome<T>(member.Name, default, null, HasRun: false);
        }
        catch (Exception exception)
        {
            return new EnsembleOutcome<T>(member.Name, default, exception, HasRun: true);
        }
    }
}
