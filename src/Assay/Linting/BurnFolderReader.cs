using System.Text.Json;
using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Interop.Burn;
using Assay.Tracking;

namespace Assay.Linting;

/// <summary>Reads the folders Burn's learner writes: curves by epoch, and the params of <c>config.json</c>.</summary>
/// <remarks>An epoch is the plain mean over its batches, as <c>assay analyze</c> takes it. An epoch that was not finished is no point of a curve.</remarks>
internal sealed class BurnFolderReader : ISubjectReader
{
    private const int MostDepth = 16;

    public string Reads => "a run's folder of Burn's learner (train/epoch-1/Loss.log)";

    public bool Recognizes(string path) => BurnFolder.IsRun(path);

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        var burn = BurnFolder.Read(path);
        var parameters = new Dictionary<string, Param>(StringComparer.Ordinal);
        if (burn.Config is { } text)
        {
            using var config = JsonDocument.Parse(text);
            Take(config.RootElement, "", 0, parameters);
        }

        var run = new RunSubject(Place.OfFile(name))
        {
            Curves = [.. burn.Series.Select(Of).Where(curve => curve.Values.Count > 1).OrderBy(curve => curve.Identity.Key, StringComparer.Ordinal)],
            Params = parameters,
            Tags = new Dictionary<string, string> { ["name"] = burn.Name },
            ClassCounts = options.ClassCounts.Count > 0 ? options.ClassCounts : ClassCountReader.Read(parameters, new Dictionary<string, string>()),
        };
        return new SubjectReading([run], [.. burn.Remarks.Select(remark => $"{name}: {remark}")]);
    }

    private static Curve Of(BurnSeries series)
    {
        BurnEpoch[] epochs = [.. series.Epochs.Where(epoch => !epoch.IsPartial)];
        return new Curve(
            new MetricIdentity($"{series.Split}/{series.Metric}") { Split = series.Split },
            [.. epochs.Select(epoch => (long)epoch.Epoch)],
            [.. epochs.Select(epoch => epoch.Value(bySample: false).ValueOrNull ?? double.NaN)]);
    }

    // Leaves by dotted keys; a list is one value, and so is what lies too deep.
    private static void Take(JsonElement element, string key, int depth, Dictionary<string, Param> parameters)
    {
        if (element.ValueKind == JsonValueKind.Object && depth < MostDepth)
        {
            foreach (var property in element.EnumerateObject())
                Take(property.Value, key.Length == 0 ? property.Name : $"{key}.{property.Name}", depth + 1, parameters);
        }
        else if (key.Length > 0)
        {
            parameters[key] = new Param(key, element.GetRawText());
        }
    }
}
