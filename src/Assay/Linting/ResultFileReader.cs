using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Linting;

/// <summary>Reads <c>results.json</c> files that programs leave: settings and last values of one training.</summary>
internal sealed class ResultFileReader : ISubjectReader
{
    /// <summary>Tag of what was read from such a file.</summary>
    public const string IsResult = "results.json";

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
        var run = new RunSubject(Place.OfFile(name))
        {
            Params = parameters,
            Metrics = [.. result.Metrics.Select(metric => OneValue.Of(metric.Key, metric.Value))],
            Tags = new Dictionary<string, string> { ["name"] = result.Id, [IsResult] = "true" },
            ClassCounts = options.ClassCounts.Count > 0 ? options.ClassCounts : ClassCountReader.Read(parameters, new Dictionary<string, string>()),
        };
        return new SubjectReading(PredictionFacts.Of(run) is { } predictions ? [run, predictions] : [run], []);
    }
}
