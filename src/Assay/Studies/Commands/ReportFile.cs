using System.Text.Json;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Studies.Commands;

/// <summary>
/// A file of JSON lines that a command appends to, such as <c>{"step": 3, "val_auc": 0.71}</c>, read as it grows. Numbers under a metric's key become its points; the step is
/// under <c>step</c>, <c>epoch</c> or <c>iteration</c>, else counted. One caller at a time; a line that is no such object is passed over.
/// </summary>
/// <param name="path">The file; it need not exist yet.</param>
/// <param name="run">The run whose metrics they are.</param>
/// <param name="objective">The objective.</param>
/// <param name="clock">Gives the points their time.</param>
internal sealed class ReportFile(string path, RunId run, Tuning.Objective objective, TimeProvider clock)
{
    private const int MostBytes = 1 << 20;

    private static readonly string[] StepKeys = ["step", "epoch", "iteration"];

    private readonly List<byte> _unfinished = [];
    private long _offset;
    private long _lines;

    /// <summary>What was appended since the last call.</summary>
    /// <returns>The points as a change; none when nothing whole was appended.</returns>
    public IReadOnlyList<Change> Take()
    {
        var points = new List<MetricPoint>();
        try
        {
            if (!File.Exists(path))
                return [];
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length <= _offset)
                return [];
            stream.Seek(_offset, SeekOrigin.Begin);
            var buffer = new byte[(int)Math.Min(stream.Length - _offset, MostBytes)];
            var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            _offset += read;
            foreach (var value in buffer.AsSpan(0, read))
            {
                if (value != (byte)'\n')
                    _unfinished.Add(value);
                else
                    Line(points);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Read at the next look.
        }

        return points.Count == 0 ? [] : [new LogMetrics(run, new MetricIdentity(objective.Metric) { Direction = objective.Direction }, points)];
    }

    /// <summary>All that is left, a last line without its end too.</summary>
    public IReadOnlyList<Change> TakeRest()
    {
        var changes = new List<Change>();
        while (Take() is { Count: > 0 } some)
            changes.AddRange(some);
        var points = new List<MetricPoint>();
        Line(points);
        if (points.Count > 0)
            changes.Add(new LogMetrics(run, new MetricIdentity(objective.Metric) { Direction = objective.Direction }, points));
        return changes;
    }

    private void Line(List<MetricPoint> points)
    {
        if (_unfinished.Count is 0 or > MostBytes)
        {
            _unfinished.Clear();
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(_unfinished.ToArray());
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(objective.Metric, out var value) && Number(value) is { } number)
                points.Add(new MetricPoint(Step(root) ?? _lines, clock.GetUtcNow(), number));
        }
        catch (JsonException)
        {
            // NaN is no JSON, and neither is what a program prints beside its reports.
        }

        _unfinished.Clear();
        _lines++;
    }

    private static long? Step(JsonElement root)
    {
        foreach (var key in StepKeys)
        {
            if (root.TryGetProperty(key, out var step) && step.ValueKind == JsonValueKind.Number && step.TryGetInt64(out var number))
                return number;
        }

        return null;
    }

    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when value.GetString() is "NaN" or "nan" => double.NaN,
        _ => null,
    };
}
