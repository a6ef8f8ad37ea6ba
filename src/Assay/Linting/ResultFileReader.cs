using System.Text.Json;
using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Linting;

/// <summary>Reads <c>results.json</c> files that programs leave: settings and last values of one training.</summary>
internal sealed class ResultFileReader : ISubjectReader
{
    private const string FileName = "results.json";

    public string Reads => "a results.json";

    public bool Recognizes(string path) => Path.GetFileName(path) == FileName && File.Exists(path);

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        // Without an id of its own, the file's place is one.
        var scan = ResultFolder.Scan(Path.GetDirectoryName(Path.GetFullPath(path))!, ResultFolderMap.Default with { Pattern = FileName });
        if (scan.Broken.Count > 0)
            throw new AssayException(scan.Broken[0].Sentence);
        var result = scan.Results[0];
        var parameters = result.Params.ToDictionary(param => param.Key, param => new Param(param.Key, param.Value), StringComparer.Ordinal);
        return new SubjectReading(
            [
                new RunSubject(Place.OfFile(name))
                {
                    Params = parameters,
                    Metrics = [.. result.Metrics.Select(metric => Summary(metric.Key, metric.Value))],
                    ClassCounts = options.ClassCounts.Count > 0 ? options.ClassCounts : ClassCountReader.Read(parameters, new Dictionary<string, string>()),
                },
            ],
            []);
    }

    private static MetricSummary Summary(string key, MetricValue value) =>
        new(new MetricIdentity(key), 1, value.Kind == MetricKind.Number ? 0 : 1, value, 0, value.NumberOrNull, 0, value.NumberOrNull, 0);
}
