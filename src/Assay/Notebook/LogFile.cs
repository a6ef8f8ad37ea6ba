using System.Runtime.CompilerServices;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>A person's log file: read it, and take it into a store.</summary>
public static class LogFile
{
    /// <summary>Reads a log file, whatever is wrong with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="AssayException">The file is missing, empty, binary or too large, or no format fits it.</exception>
    public static LogReading Read(string path, LogFileOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var full = Path.GetFullPath(path);
        return Read(full, LogText.ReadBytes(full), options);
    }

    /// <summary>Takes what was read into a store. Doing it again changes nothing; of an edited file only what was edited goes in.</summary>
    /// <param name="records">The store.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the import between two batches; importing again goes on.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static async Task<LogImportReport> ImportAsync(IRunStore records, LogReading reading, LogFileOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(options);
        var logs = await records.GetLogsAsync(cancellationToken).ConfigureAwait(false);
        // What the file said last counts only for the log it went into: under another name, or in a store made anew, all of it is new.
        var known = logs.Any(log => log.Name == reading.Book.Name) ? LogBase.Read(records.Folder, reading.Path) : null;
        // Nothing was edited since the last import.
        if (known is not null && known.AsSpan().SequenceEqual(reading.Content))
            return new LogImportReport(0, 0, reading.Book.Entries.Count, 0, 0, 0, []);
        var report = await LogImport.WriteAsync(
            records,
            reading.Book,
            new LogImportOptions(options.Who, Path.GetFileName(reading.Path))
            {
                Format = reading.Format,
                Path = reading.Path,
                Base = known is null ? null : ReadBase(reading, known, options),
                Clock = options.Clock,
            },
            cancellationToken).ConfigureAwait(false);
        if (known is null || !known.AsSpan().SequenceEqual(reading.Content))
            LogBase.Write(records.Folder, reading.Path, reading.Content);
        return report;
    }

    /// <summary>Reads a file's content.</summary>
    /// <param name="path">The file, for its name.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="options">How.</param>
    /// <param name="isTyped">Of which entries sentences give values; null for all.</param>
    internal static LogReading Read(string path, byte[] content, LogFileOptions options, Func<LogEntry, bool>? isTyped = null)
    {
        var report = new LogReport();
        var (book, format, fit, repairs) = ReadBook(path, content, options, report);
        // Here the text and its blocks are given up: what follows needs the room.
        book = ValueHarvest.Harvest(LongNotes.Part(book), report, isTyped);
        return new LogReading(path, format, options.Format is null, book, [.. repairs, .. report.Remarks]) { Fit = fit, Content = content };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (LogBook Book, string Format, double Fit, IReadOnlyList<LogRemark> Repairs) ReadBook(string path, byte[] content, LogFileOptions options, LogReport report)
    {
        var document = Parse(path, content, options);
        double fit;
        ILogFormat? format;
        if (options.Format is { } name)
            fit = (format = LogFormats.Named(name)).Recognize(document);
        else
            format = LogFormats.Best(document, out fit);
        if (format is null)
            throw new AssayException($"{path}: none of the log formats ({string.Join(", ", LogFormats.All.Select(known => known.Name))}) fits this text. Name one with --format.");
        return (format.Read(document, report), format.Name, fit, document.Repairs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LogDocument Parse(string path, byte[] content, LogFileOptions options)
    {
        var text = LogText.Decode(path, content);
        return LogDocument.Parse(options.Name ?? Path.GetFileNameWithoutExtension(path), text.Text, text.Remarks);
    }

    private static LogBook ReadBase(LogReading reading, byte[] known, LogFileOptions options) =>
        Read(reading.Path, known, options with { Format = reading.Format, Name = reading.Book.Name }).Book;
}
