using Assay.Foundation.Files;
using Assay.Statistics;

namespace Assay.Interop.Burn;

/// <summary>What one metric file of one epoch holds: a line <c>value,count</c> for every batch.</summary>
/// <param name="Batches">Lines that were read.</param>
/// <param name="Samples">The counts added up; equal to <paramref name="Batches"/> where each counts 1, as Burn writes losses.</param>
/// <param name="BatchMean">Plain mean of the batches' values, as the logs' own analyzer takes it.</param>
/// <param name="SampleMean">Σ value·count / Σ count, as Burn itself shows it.</param>
/// <param name="BrokenLines">Lines that are no number and no pair of numbers; they take no part.</param>
/// <param name="IsTorn">Whether the last line has no line end: it may be cut, and takes no part.</param>
/// <remarks>The same two columns are written by Burn 0.13 to 0.21; numbers as Rust displays them (<c>NaN</c>, <c>inf</c>, never an exponent).</remarks>
public sealed record BurnMetricLog(int Batches, double Samples, Quantity BatchMean, Quantity SampleMean, int BrokenLines, bool IsTorn)
{
    /// <summary>The most bytes of one file: a line is about 25 bytes, so more than a million batches.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its content; null when no line of it is a number, as of metrics that are text.</returns>
    /// <exception cref="AssayException">The file is larger than <see cref="MostBytes"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BurnMetricLog? Read(string path)
    {
        try
        {
            return Parse(BoundedFile.ReadText(path, MostBytes));
        }
        catch (FileTooLargeException error)
        {
            throw new AssayException(error.Message, error);
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its content; null when no line of it is a number.</returns>
    public static BurnMetricLog? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isTorn = text.Length > 0 && text[^1] != '\n';
        var whole = text.AsSpan(0, text.LastIndexOf('\n') + 1);
        int batches = 0, broken = 0, notNumbers = 0;
        double sum = 0, weighted = 0, weights = 0;
        foreach (var raw in whole.EnumerateLines())
        {
            var line = raw.Trim();
            if (line.IsEmpty)
                continue;
            if (!TryPair(line, out var value, out var count))
            {
                broken++;
                continue;
            }

            batches++;
            notNumbers += double.IsFinite(value) ? 0 : 1;
            sum += value;
            weights += count;
            weighted += count > 0 ? value * count : 0;
        }

        if (batches == 0)
            return null;
        // A mean over NaN is NaN and says nothing of how many batches went wrong.
        var reason = notNumbers > 0 ? string.Create(CultureInfo.InvariantCulture, $"{notNumbers} of {batches} batches {(notNumbers == 1 ? "is" : "are")} NaN or infinite") : null;
        return new BurnMetricLog(
            batches,
            weights,
            reason is null ? Quantity.Of(sum / batches) : Quantity.Undefined(reason),
            reason is not null ? Quantity.Undefined(reason) : weights > 0 ? Quantity.Of(weighted / weights) : Quantity.Undefined("every batch has the count 0"),
            broken,
            isTorn);
    }

    // One field is a value of count 1; three and more are an error, as Burn's own reader has it.
    private static bool TryPair(ReadOnlySpan<char> line, out double value, out double count)
    {
        count = 1;
        var comma = line.IndexOf(',');
        if (comma < 0)
            return TryNumber(line, out value);
        return TryNumber(line[..comma], out value) & TryNumber(line[(comma + 1)..], out count) && count >= 0 && double.IsFinite(count);
    }

    private static bool TryNumber(ReadOnlySpan<char> field, out double value)
    {
        field = field.Trim();
        value = field switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => 0,
        };
        return value != 0 || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
