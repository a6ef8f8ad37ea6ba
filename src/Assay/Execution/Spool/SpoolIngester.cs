using Assay.Foundation.Files;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Execution.Spool;

/// <summary>
/// Takes what a run wrote into its spool files into the store, each line exactly once: the rows and the consumed offset are one batch. One caller at a time.
/// </summary>
/// <param name="store">Where the rows go.</param>
/// <param name="lease">The lease under which they are written.</param>
/// <param name="folder">The run's folder, which holds the spool files.</param>
/// <param name="workingDirectory">What relative paths of artifacts and datasets mean.</param>
/// <param name="identities">Metric identities declared outside, by key; a spool's own declaration adds to them and goes before them.</param>
/// <param name="author">Author of the notes.</param>
/// <param name="clock">Gives the time of values that state none.</param>
/// <param name="observer">Hears of values and problems.</param>
internal sealed class SpoolIngester(
    IRunStore store, Lease lease, string folder, string workingDirectory, IReadOnlyDictionary<string, MetricIdentity> identities, string author, TimeProvider clock, IExecutionObserver observer)
{
    /// <summary>Name of the spool file; further ones have a suffix.</summary>
    internal const string FileName = "spool.jsonl";

    // A program that writes nonsense, or a file a process, does not fill the store with remarks about it.
    private const int NoteLimit = 100;
    private const int FileLimit = 1_000;

    private readonly SortedDictionary<string, SpoolReader> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, SpoolPosition>? _committed;
    private int _notes;

    /// <summary>Takes one batch of each file.</summary>
    /// <returns>How many bytes were taken.</returns>
    /// <exception cref="LeaseLostException">The run was taken over.</exception>
    /// <exception cref="StoreException">The store cannot be written now; nothing is lost, the next call tries again.</exception>
    internal async Task<long> IngestAsync(CancellationToken cancellationToken)
    {
        _committed ??= (await store.GetSpoolsAsync(lease.Run, cancellationToken).ConfigureAwait(false)).ToDictionary(p => p.File, StringComparer.Ordinal);
        FindFiles(_committed);
        long taken = 0;
        foreach (var reader in _readers.Values)
        {
            if (reader.Read() is { } batch)
            {
                await ApplyAsync(reader, batch, 0, batch.Lines.Count).ConfigureAwait(false);
                taken += batch.To - batch.From;
            }

            if (reader.Refusal is { } refusal && _refused.Add(reader.Name))
                await WriteAsync([.. Note(refusal)]).ConfigureAwait(false);
        }

        return taken;
    }

    /// <summary>Takes all that is left after the command has ended, and says what could not be taken.</summary>
    /// <inheritdoc cref="IngestAsync"/>
    internal async Task FinishAsync(CancellationToken cancellationToken)
    {
        while (await IngestAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
            // One batch of each file a time.
        }

        foreach (var reader in _readers.Values)
        {
            if (reader.Trouble is { } trouble)
                await WriteAsync([.. Note($"{reader.Name} cannot be read to its end: {trouble}")]).ConfigureAwait(false);
            if (reader.Trouble is not null || reader.Unfinished() == 0)
                continue;
            var size = reader.Unfinished().ToString("N0", CultureInfo.InvariantCulture);
            await WriteAsync([.. Note($"{reader.Name} ends in an unfinished line of {size} bytes, which was not read: every line ends in a line feed.")]).ConfigureAwait(false);
        }
    }

    private void FindFiles(IReadOnlyDictionary<string, SpoolPosition> committed)
    {
        var found = new DirectoryInfo(folder) is { Exists: true } directory ? directory.EnumerateFiles(FileName + "*").Select(f => f.Name) : [];
        foreach (var name in found.Concat(committed.Keys))
        {
            if (_readers.ContainsKey(name) || (name != FileName && !name.StartsWith(FileName + ".", StringComparison.Ordinal)))
                continue;
            if (_readers.Count == FileLimit)
            {
                if (_refused.Add(""))
                    observer.Warned(lease.Run, string.Create(CultureInfo.InvariantCulture, $"Only {FileLimit:N0} spool files of a run are read."));
                return;
            }

            var reader = new SpoolReader(Path.Combine(folder, name), clock);
            if (committed.TryGetValue(name, out var position))
                reader.Resume(position);
            _readers.Add(name, reader);
        }
    }

    // A refused batch is halved until the refused line stands alone: a bad line costs a few commits more, and takes no other with it.
    private async Task ApplyAsync(SpoolReader reader, SpoolBatch batch, int first, int count)
    {
        var from = first == 0 ? batch.From : batch.Lines[first - 1].End;
        var to = first + count == batch.Lines.Count ? batch.To : batch.Lines[first + count - 1].End;
        var advance = new AdvanceSpool(lease.Run, reader.Name, from, to, SpoolReader.Digest(batch.Head.AsSpan(0, (int)Math.Min(batch.Head.Length, to))));
        var last = new Dictionary<string, MetricPoint>(StringComparer.Ordinal);
        try
        {
            await WriteAsync([.. Changes(reader, batch, first, count, last), advance]).ConfigureAwait(false);
        }
        catch (ChangeRefusedException) when (count > 1)
        {
            await ApplyAsync(reader, batch, first, count / 2).ConfigureAwait(false);
            await ApplyAsync(reader, batch, first + (count / 2), count - (count / 2)).ConfigureAwait(false);
            return;
        }
        catch (ChangeRefusedException e) when (count == 1)
        {
            last.Clear();
            await WriteAsync([.. Note($"{reader.Name} line {batch.Lines[first].Number.ToString(CultureInfo.InvariantCulture)} was refused: {e.Message}"), advance]).ConfigureAwait(false);
        }

        reader.Accept(batch, first + count);
        foreach (var (key, point) in last)
            observer.MetricLogged(lease.Run, key, point);
    }

    private List<Change> Changes(SpoolReader reader, SpoolBatch batch, int first, int count, Dictionary<string, MetricPoint> last)
    {
        var changes = new List<Change>();
        var points = new Dictionary<MetricIdentity, List<MetricPoint>>();
        for (var i = first; i < first + count; i++)
        {
            var line = batch.Lines[i];
            var run = lease.Run;
            switch (line.Event)
            {
                case SpoolEvent.Metric metric:
                    var identity = Identity(metric.Key, line);
                    if (!points.TryGetValue(identity, out var series))
                    {
                        points.Add(identity, series = []);
                        changes.Add(new LogMetrics(run, identity, series));
                    }

                    series.Add(metric.Point);
                    last[metric.Key] = metric.Point;
                    break;
                case SpoolEvent.Parameter parameter:
                    changes.Add(new SetParam(run, new Param(parameter.Key, parameter.Json)));
                    break;
                case SpoolEvent.Tag tag:
                    changes.Add(new SetTag(run, tag.Key, tag.Value));
                    break;
                case SpoolEvent.Remark remark:
                    changes.Add(new AddRunNote(run, remark.Kind, remark.Text, author));
                    break;
                case SpoolEvent.Artifact artifact:
                    changes.AddRange(Found(reader, line, artifact.Path, artifact.Digest, (size, digest) => new AddArtifact(run, new Artifact(artifact.Path.Replace('\\', '/'), artifact.Size ?? size, digest, Stored: false))));
                    break;
                case SpoolEvent.Dataset dataset:
                    changes.AddRange(Found(reader, line, dataset.Source ?? dataset.Name, dataset.Digest, (_, digest) => new UseDataset(run, new Dataset(dataset.Name, digest, dataset.Role, dataset.Rows, dataset.Source))));
                    break;
                case SpoolEvent.Problem problem:
                    changes.AddRange(Note(Place(reader, line) + " " + problem.Sentence));
                    break;
            }
        }

        return changes;
    }

    private MetricIdentity Identity(string key, in SpoolLine line)
    {
        var known = identities.GetValueOrDefault(key);
        if (!line.Declared.TryGetValue(key, out var own))
            return known ?? new MetricIdentity(key);
        return known is null ? own : known with
        {
            Definition = own.Definition ?? known.Definition,
            Dataset = own.Dataset ?? known.Dataset,
            Split = own.Split ?? known.Split,
            LabelSchema = own.LabelSchema ?? known.LabelSchema,
            Context = own.Context ?? known.Context,
            Direction = own.Direction ?? known.Direction,
        };
    }

    private IEnumerable<Change> Found(SpoolReader reader, in SpoolLine line, string path, string? digest, Func<long, string, Change> change)
    {
        try
        {
            var file = new FileInfo(Path.Combine(workingDirectory, path));
            if (digest is not null)
                return [change(file.Exists ? file.Length : 0, digest)];
            if (file.Exists)
                return [change(file.Length, FileDigest.OfFile(file.FullName))];
            return Note($"{Place(reader, line)} names {path}, which is not there, and states no digest.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Note($"{Place(reader, line)} names {path}, which cannot be read: {e.Message}");
        }
    }

    private static string Place(SpoolReader reader, in SpoolLine line) => $"{reader.Name} line {line.Number.ToString(CultureInfo.InvariantCulture)}";

    private IEnumerable<Change> Note(string text)
    {
        observer.Warned(lease.Run, text);
        _notes++;
        return _notes switch
        {
            <= NoteLimit => [new AddRunNote(lease.Run, NoteKind.Note, text, author)],
            NoteLimit + 1 => [new AddRunNote(lease.Run, NoteKind.Note, "Further remarks about spool files are not kept.", author)],
            _ => [],
        };
    }

    // Not cancelled half way: an accepted write happens anyway, and its answer decides where reading goes on.
    private Task WriteAsync(IReadOnlyList<Change> changes) => changes.Count == 0 ? Task.CompletedTask : store.WriteAsync(new WriteBatch(changes, lease), CancellationToken.None);
}
