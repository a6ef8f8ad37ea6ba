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

    /// <summary>Brings every file up to date: first what was typed into any of them is taken into the store, then all are written.</summary>
    /// <param name="patience">How long to wait for another process that updates the same file; then the file is left to it.</param>
    /// <param name="cancellationToken">Ends the update between two files.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="AssayException">A file is not a log of its format, or cannot be read or written.</exception>
    public async Task<PlanLogsReport> UpdateAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        var report = new PlanLogsReport();
        var files = new List<OpenLog>();
        try
        {
            foreach (var (path, format) in Files)
            {
                if (await LockAsync(path, patience, cancellationToken).ConfigureAwait(false) is { } held)
                    files.Add(new OpenLog(path, format, held));
            }

            await UpdateAsync([.. files], report, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AssayException($"{plan.File}: a log cannot be brought up to date ({failure.Message}). The store has everything; 'assay log --update' tries again.", failure);
        }
        finally
        {
            foreach (var file in files)
                file.Lock.Dispose();
        }

        return report;
    }

    private async Task UpdateAsync(List<OpenLog> files, PlanLogsReport report, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return;
        var book = await PlanBook.ReadAsync(plan, records, clock, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; files.Count > 0; attempt++)
        {
            var changed = false;
            foreach (var file in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Read(records.Folder);
                changed |= file.IsTyped && await TakeBackAsync(file, book, report, cancellationToken).ConfigureAwait(false);
            }

            if (changed)
                book = await PlanBook.ReadAsync(plan, records, clock, cancellationToken).ConfigureAwait(false);
            var printed = ValueHarvest.Refreshed(book);
            var added = false;
            foreach (var file in files)
            {
                file.Text = Encoding.UTF8.GetBytes(file.Format.Write(printed));
                added |= await KeepAsync(file.Lost(), file, report, cancellationToken).ConfigureAwait(false);
            }

            if (added)
            {
                printed = ValueHarvest.Refreshed(await PlanBook.ReadAsync(plan, records, clock, cancellationToken).ConfigureAwait(false));
                files.ForEach(file => file.Text = Encoding.UTF8.GetBytes(file.Format.Write(printed)));
            }

            // What somebody saved meanwhile is read in the next round.
            files.RemoveAll(file => file.Write(records.Folder, force: attempt == Attempts, report.Written));
        }
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

    /// <summary>Takes what a person typed into the store; says whether the store changed.</summary>
    private async Task<bool> TakeBackAsync(OpenLog file, LogBook book, PlanLogsReport report, CancellationToken cancellationToken)
    {
        var options = new LogFileOptions(who) { Format = file.Format.Name, Name = plan.Name, Clock = clock };
        // Of executed runs the facts are known; only what people typed in whole takes its numbers from sentences.
        var stored = ValueHarvest.Refreshed(book);
        var known = new StoredEntries(stored);
        bool IsTyped(LogEntry entry) => known.Find(entry) is null or { Kind: not (RunKind.Command or RunKind.Program) };
        var mine = LogFile.Read(file.Path, file.Current!, options, IsTyped);
        if (file.Before is null && mine.Fit < LogFormats.LeastFit)
            throw new AssayException($"{file.Path}: this file exists and is no log of the format '{file.Format.Name}'; it is left as it is. Move it away, or give the log another path in {plan.File}.");
        var import = await LogImport.WriteAsync(
            records,
            mine.Book,
            new LogImportOptions(who, file.Name)
            {
                Format = file.Format.Name,
                Path = file.Path,
                Base = file.Before is null ? null : LogFile.Read(file.Path, file.Before, options, IsTyped).Book,
                Stored = stored,
                Clock = clock,
            },
            cancellationToken).ConfigureAwait(false);
        file.Refused.AddRange(import.Conflicts.Select(conflict => conflict.Typed).OfType<string>());
        report.Taken += import.Added + import.Updated + import.NotesAdded + import.NotesChanged + import.WorkChanged;
        await KeepAsync([.. import.Conflicts.Select(conflict => (conflict.Line, conflict.What))], file, report, cancellationToken).ConfigureAwait(false);
        return !import.ChangedNothing || import.Conflicts.Count > 0;
    }

    /// <summary>Keeps in words what could not be taken, because the file is written anew.</summary>
    private async Task<bool> KeepAsync(IReadOnlyList<(int Line, string What)> refused, OpenLog file, PlanLogsReport report, CancellationToken cancellationToken)
    {
        if (refused.Count == 0)
            return false;
        report.Conflicts.AddRange(refused.Select(part => $"{file.Path}:{part.Line.ToString(CultureInfo.InvariantCulture)}: {part.What}"));
        await records.AddNotesAsync(
            [.. refused.Select(part => new Note(0, NoteKind.Note, part.What, new NoteTarget("plan", plan.Name), who, clock.GetUtcNow()) { Section = $"Not taken from {file.Name}" })],
            cancellationToken).ConfigureAwait(false);
        return true;
    }
}
