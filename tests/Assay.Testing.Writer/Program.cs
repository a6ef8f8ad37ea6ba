using System.Globalization;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Sqlite;

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
