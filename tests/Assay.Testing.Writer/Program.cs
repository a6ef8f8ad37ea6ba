using System.Globalization;
using Assay;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Sqlite;
using Assay.Tuning.Samplers;

// Another process that works on a study: tune <folder> <study> <trials in all>. Prints "told <number>" for each of its trials.
if (args is ["tune", var place, var study, var trials])
{
    await using var shared = await Store.OpenAsync(place);
    await using var active = await shared.OpenStudyAsync(study, Direction.Minimize, sampler: Sampler.Random(7));
    await active.OptimizeAsync(
        (trial, _) =>
        {
            var value = trial.Float("x", 0, 1) + trial.Int("n", 1, 5) + trial.Float("y", 1e-3, 1, log: true) + trial.Choice("c", "a", "b").Length + trial.Float("z", -1, 1);
            Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"told {trial.Number}\n"));
            return Task.FromResult(value);
        },
        int.Parse(trials, CultureInfo.InvariantCulture));
    return;
}

// Another process that writes to a store, for tests: <folder> <idempotency key of the run> <first step> <count> <in flight>.
// Logs one point a commit and prints "ack <step>" when the commit was acknowledged; dies when it is killed.
var (folder, key) = (args[0], args[1]);
var numbers = args[2..].Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
var (first, count, inFlight) = (numbers[0], numbers[1], numbers[2]);

await using var store = await SqliteRunStore.OpenAsync(folder, new StoreOpenOptions { Create = true });
var run = (await store.CreateRunsAsync([new RunDraft("writers") { IdempotencyKey = key }]))[0].Id;
var pending = new Queue<Task>();
for (var step = first; step < first + count; step++)
{
    if (pending.Count == inFlight)
        await pending.Dequeue();
    pending.Enqueue(WriteAsync(step));
}

await Task.WhenAll(pending);

async Task WriteAsync(int step)
{
    await store.WriteAsync(new WriteBatch([new LogMetrics(run, new MetricIdentity("step"), [new MetricPoint(step, DateTimeOffset.UnixEpoch, step)])]));
    var line = string.Create(CultureInfo.InvariantCulture, $"ack {step}\n");
    lock (pending)
        Console.Out.Write(line);
}
