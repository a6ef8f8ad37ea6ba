using Assay.Foundation.Files;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>
/// The log files that a plan asks for: written from the plan and the store, and read back first, so that what a person typed into one is in
/// the store before the file is written anew.
/// </summary>
/// <param name="plan">The plan; its <c>logs:</c> name the files.</param>
/// <param name="records">The store.</param>
/// <param name="who">Who updates; the author of what was typed.</param>
/// <param name="clock">The clock.</param>
public sealed class PlanLogs(Plan plan, IRunStore records, string who, TimeProvider clock)
{
    // A file somebody saves again and again while it is regenerated is left to the next update.
    private const int Attempts = 5;
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(20);

    /// <summary>The files, absolute, with their formats.</summary>
    public IReadOnlyList<(string Path, ILogFormat Format)> Files { get; } =
        [.. plan.Logs.Select(log => (Path.GetFullPath(log.Path, plan.Folder), LogFormats.Named(log.Format)))];

    /// <summary>Brings every file up to date.</summary>
    /// <param name="patience">How long to wait for another process that updates the same file; then the file is left to it.</param>
    /// <param name="cancellationToken">Ends the update between two files.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="AssayException">A file is not a log of its format, or cannot be read or written.</exception>
    public async Task<PlanLogsReport> UpdateAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        var report = new PlanLogsReport();
        LogBook? book = null;
        foreach (var (path, format) in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var held = await LockAsync(path, patience, cancellationToken).ConfigureAwait(false);
            if (held is null)
                continue;
            try
            {
                book = await UpdateAsync(path, format, book, report, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new AssayException($"{path}: the log cannot be brought up to date ({failure.Message}). The store has everything; 'assay log --update' tries again.", failure);
            }
        }

        return report;
    }

    private async Task<IDisposable?> LockAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var began = clock.GetTimestamp(); ;)
        {
            if (LogBase.TryLock(records.Folder, path) is { } held)
                return held;
            if (clock.GetElapsedTime(began) >= patience)
                return null;
            await Task.Delay(LockPoll, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<LogBook> UpdateAsync(string path, ILogFormat format, LogBook? book, PlanLogsReport report, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            book ??= await BookAsync(cancellationToken).ConfigureAwait(false);
            var current = Content(path);
            var before = LogBase.Read(records.Folder, path);
            if (current is not null && (before is null || !current.AsSpan().SequenceEqual(before)) &&
                await TakeBackAsync(path, format, current, before, book, report, cancellationToken).ConfigureAwait(false))
                book = await BookAsync(cancellationToken).ConfigureAwait(false);
            var text = Encoding.UTF8.GetBytes(format.Write(ValueHarvest.Refreshed(book)));
            if (current is null || !current.AsSpan().SequenceEqual(text))
            {
                // Somebody saved it meanwhile: what they typed is read first.
                if (attempt < Attempts && !Same(Content(path), current))
                    continue;
                AtomicFile.Write(path, stream => stream.Write(text));
                report.Written.Add(path);
            }

            // Second: a crash between the two only makes the next update compare what needs no change.
            if (before is null || !before.AsSpan().SequenceEqual(text))
                LogBase.Write(records.Folder, path, text);
            return book;
        }
    }

    /// <summary>Takes what a person typed into the store; says whether the store changed.</summary>
    private async Task<bool> TakeBackAsync(string path, ILogFormat format, byte[] current, byte[]? before, LogBook book, PlanLogsReport report, CancellationToken cancellationToken)
    {
        var options = new LogFileOptions(who) { Format = format.Name, Name = plan.Name, Clock = clock };
        if (current.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return false;
        var mine = LogFile.Read(path, current, options);
        if (before is null && format.Recognize(mine.Document!) < LogFormats.LeastFit)
            throw new AssayException($"{path}: this file exists and is no log of the format '{format.Name}'; it is left as it is. Move it away, or give the log another path in {plan.File}.");
        var import = await LogImport.WriteAsync(
            records,
            mine.Book,
            new LogImportOptions(who, Path.GetFileName(path))
            {
                Format = format.Name,
                Path = path,
                Base = before is null ? null : LogFile.Read(path, before, options).Book,
                Stored = ValueHarvest.Refreshed(book),
                Clock = clock,
            },
            cancellationToken).ConfigureAwait(false);
        // The file will be written anew: what could not be taken is kept in words.
        await records.AddNotesAsync(
            [.. import.Conflicts.Select(conflict => new Note(0, NoteKind.Note, conflict.What, new NoteTarget("plan", plan.Name), who, clock.GetUtcNow()) { Section = $"Not taken from {Path.GetFileName(path)}" })],
            cancellationToken).ConfigureAwait(false);
        report.Conflicts.AddRange(import.Conflicts.Select(conflict => $"{path}:{conflict.Line.ToString(CultureInfo.InvariantCulture)}: {conflict.What}"));
        report.Taken += import.Added + import.Updated + import.NotesAdded + import.NotesChanged + import.WorkChanged;
        return !import.ChangedNothing || import.Conflicts.Count > 0;
    }

    private Task<LogBook> BookAsync(CancellationToken cancellationToken) => PlanBook.ReadAsync(plan, records, clock, cancellationToken);

    private static byte[]? Content(string path) => File.Exists(path) ? Text.LogText.ReadBytes(path) : null;

    private static bool Same(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);
}
