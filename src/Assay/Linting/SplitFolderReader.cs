using Assay.Analyzers;
using Assay.Analyzers.Subjects;

namespace Assay.Linting;

/// <summary>
/// Reads data cut into parts: a folder with one CSV table a part (<c>train.csv</c>, <c>valid.csv</c> or <c>val.csv</c>, <c>test.csv</c>), each row
/// with an id and perhaps a group; columns of 0 and 1 are labels.
/// </summary>
internal sealed class SplitFolderReader : ISubjectReader
{
    // Fewer measured columns do not tell rows apart.
    private const int FewestMeasured = 4;

    private static readonly string[] PartNames = ["train.csv", "valid.csv", "val.csv", "validation.csv", "test.csv"];
    private static readonly string[] IdColumns = ["id", "volumename", "case_id", "image_id", "sample_id", "row_id", "path", "filename", "file"];
    private static readonly string[] GroupColumns = ["group", "patient", "patient_id", "subject", "subject_id", "scan", "scan_id", "study_id", "exam_id"];

    public string Reads => "a folder of splits (train.csv beside valid.csv or test.csv)";

    public bool Recognizes(string path) => Directory.Exists(path) && PartNames.Count(part => File.Exists(Path.Combine(path, part))) > 1;

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        var parts = new List<SplitPart>();
        IReadOnlyList<string> labels = [];
        foreach (var file in PartNames.Where(part => File.Exists(Path.Combine(path, part))))
        {
            var (part, found) = ReadPart(Path.Combine(path, file), $"{name.TrimEnd('/')}/{file}", Path.GetFileNameWithoutExtension(file));
            parts.Add(part);
            labels = labels.Count > 0 ? labels : found;
        }

        return new SubjectReading([new SplitSubject(Place.OfFile(name)) { Parts = parts, Labels = labels }], []);
    }

    private static (SplitPart Part, IReadOnlyList<string> Labels) ReadPart(string path, string name, string part)
    {
        var table = CsvRows.Read(path, name);
        var rows = table.Rows.Select(row => row.Fields).ToList();
        var (id, group) = (table.Find(IdColumns), table.Find(GroupColumns));
        var numeric = Enumerable.Range(0, table.Header.Count).Where(column => column != id && column != group && rows.Count > 0 && rows.TrueForAll(cells => double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _))).ToList();
        var labels = numeric.Where(column => rows.TrueForAll(cells => cells[column] is "0" or "1" or "0.0" or "1.0")).ToList();
        var measured = numeric.Except(labels).ToList();
        var found = new SplitPart(part)
        {
            Split = CurveRole.Of(new Tracking.MetricIdentity(part)).Split,
            File = name,
            Rows = rows.Count,
            Ids = id < 0 ? [] : [.. rows.Select(cells => cells[id])],
            Groups = group < 0 ? [] : [.. rows.Select(cells => cells[group])],
            Contents = measured.Count < FewestMeasured ? [] : [.. rows.Select(cells => Content(cells, measured))],
            ClassCounts = labels.Count < 2 ? [] : [.. labels.Select(column => (long)rows.Count(cells => cells[column][0] == '1'))],
        };
        return (found, labels.Count < 2 ? [] : [.. labels.Select(column => table.Header[column])]);
    }

    // Four digits of each measured column: what was jittered or saved again in single precision stays equal.
    private static string Content(string[] cells, List<int> measured) =>
        string.Join(' ', measured.Select(column => double.Parse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture).ToString("G4", CultureInfo.InvariantCulture)));
}
