using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Assay.Foundation.Files;
using CsvHelper;

namespace Assay.Tracking.Results;

/// <summary>
/// Reads what a command was declared to leave behind: JSON, CSV, JSON-lines, standard output, JUnit and TRX reports. The rules are in
/// docs/formats/results.md.
/// </summary>
public static class ResultReader
{
    /// <summary>Largest result file that is read, in bytes; of standard output the last so many bytes are searched.</summary>
    public const long SizeLimit = 64L << 20;

    /// <summary>Reads every declared result. Bad content is a sentence in the answer, never an exception.</summary>
    /// <param name="sources">The declared results, in order; when two give one metric, the first is kept.</param>
    /// <param name="workingDirectory">The command's working directory, from which relative locations are meant.</param>
    /// <param name="stdoutPath">The captured standard output; <see langword="null"/> when it was not captured.</param>
    /// <returns>The metrics, what is missing and what is broken.</returns>
    public static ResultReading Read(IReadOnlyList<ResultSource> sources, string workingDirectory, string? stdoutPath)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentException.ThrowIfNullOrEmpty(workingDirectory);
        var reading = new ReadingBuilder();
        foreach (var source in sources)
        {
            var name = source.Format == ResultFormat.StandardOutput ? "standard output" : source.Location;
            reading.Begin(name);
            try
            {
                ReadOne(source, name, workingDirectory, stdoutPath, reading);
            }
            catch (ResultRefusedException e)
            {
                reading.Discard();
                reading.Problem(e.Message);
            }
            catch (FileTooLargeException)
            {
                reading.Problem(string.Create(CultureInfo.InvariantCulture, $"{name}: larger than the {SizeLimit >> 20} MiB that are read from a result."));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or XmlException or CsvHelperException
                or InvalidOperationException or ArgumentException or NotSupportedException or RegexMatchTimeoutException)
            {
                reading.Discard();
                reading.Problem($"{name}: cannot be read: {FirstLine(e.Message)}");
            }

            reading.End();
        }

        return reading.Build();
    }

    private static void ReadOne(ResultSource source, string name, string workingDirectory, string? stdoutPath, ReadingBuilder reading)
    {
        if (source.Format == ResultFormat.StandardOutput)
        {
            if (stdoutPath is null || !File.Exists(stdoutPath))
                reading.Missing("standard output was not captured, so its declared result could not be read.");
            else
                StandardOutputResult.Read(source, stdoutPath, reading);
            return;
        }

        var path = Path.Combine(workingDirectory, source.Location);
        if (!File.Exists(path))
        {
            reading.Missing(Directory.Exists(path) ? $"{name}: declared as a result file, but it is a folder." : $"{name}: declared as a result, but not written.");
            return;
        }

        // A pipe counts as empty: to open it would wait for a writer.
        var bytes = FileLength.Of(path) == 0 ? [] : BoundedFile.ReadBytes(path, SizeLimit);
        switch (source.Format)
        {
            case ResultFormat.Json: JsonResult.Read(source, bytes, reading); break;
            case ResultFormat.Csv: CsvResult.Read(source, bytes, reading); break;
            case ResultFormat.JsonLines: JsonLinesResult.Read(source, bytes, reading); break;
            case ResultFormat.JUnit: TestReport.Read(source, bytes, JUnitReport.Read, reading); break;
            case ResultFormat.Trx: TestReport.Read(source, bytes, TrxReport.Read, reading); break;
            default: throw new ResultRefusedException($"{name}: the result format {source.Format} is not known.");
        }
    }

    private static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? message[..end] : message;
}
