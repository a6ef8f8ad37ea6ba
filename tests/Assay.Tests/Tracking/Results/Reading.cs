using Assay.Testing;
using Assay.Tracking.Results;

namespace Assay.Tests.Tracking.Results;

/// <summary>Reads one result from a text or from bytes.</summary>
internal static class Reading
{
    internal static ResultReading Of(ResultFormat format, string content, IReadOnlyDictionary<string, string>? map = null, string? stepKey = null, bool lastRowOnly = true) =>
        Of(format, System.Text.Encoding.UTF8.GetBytes(content), map, stepKey, lastRowOnly);

    internal static ResultReading Of(ResultFormat format, byte[] content, IReadOnlyDictionary<string, string>? map = null, string? stepKey = null, bool lastRowOnly = true)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("result.txt"), content);
        return ResultReader.Read([new ResultSource(format, "result.txt") { Map = map, StepKey = stepKey, LastRowOnly = lastRowOnly }], folder.Path, null);
    }

    internal static ResultReading OfOutput(string pattern, string output, IReadOnlyDictionary<string, string>? map = null, string? stepKey = null)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("stdout.log", output);
        return ResultReader.Read([new ResultSource(ResultFormat.StandardOutput, pattern) { Map = map, StepKey = stepKey }], folder.Path, path);
    }

    internal static Dictionary<string, string> Map(params (string Metric, string Place)[] entries) => entries.ToDictionary(entry => entry.Metric, entry => entry.Place);

    /// <summary>The metrics as text, <c>key@step=value</c>.</summary>
    internal static string Text(this ResultReading reading) => string.Join("; ", reading.Metrics.Select(m => $"{m.Key}{(m.Step == 0 ? "" : "@" + m.Step)}={m.Value}"));
}
