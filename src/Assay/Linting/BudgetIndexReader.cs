using Assay.Analyzers;
using Assay.Analyzers.Subjects;

namespace Assay.Linting;

/// <summary>Reads the index of a label-budget ladder, <c>manifest_index.csv</c>: a row a budget and seed, with the rows asked for and the rows there are.</summary>
internal sealed class BudgetIndexReader : ISubjectReader
{
    private const string FileName = "manifest_index.csv";

    private static readonly string[] Requested = ["requested_effective_train_rows", "requested_train_rows", "requested_rows", "budget"];
    private static readonly string[] Effective = ["adjusted_effective_train_rows", "effective_train_rows", "actual_train_rows", "train_rows"];
    private static readonly string[] ValidColumns = ["actual_val_rows", "val_rows", "validation_rows"];

    public string Reads => "an index of label budgets (manifest_index.csv)";

    public bool Recognizes(string path) => Path.GetFileName(path) == FileName && File.Exists(path);

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        var table = CsvRows.Read(path, name);
        var (requested, effective, valid) = (table.Find(Requested), table.Find(Effective), table.Find(ValidColumns));
        if (requested < 0 || effective < 0)
            throw new AssayException($"{name}: has no column of requested and of actual rows, e.g. {Requested[1]} and {Effective[2]}.");
        var subjects = new List<Subject>();
        foreach (var (line, fields) in table.Rows)
        {
            if (Number(fields, requested) is not { } asked || Number(fields, effective) is not { } there)
                continue;
            List<SplitPart> parts = [new SplitPart("train") { Split = CurveSplit.Train, Rows = there }];
            if (Number(fields, valid) is { } held)
                parts.Add(new SplitPart("valid") { Split = CurveSplit.Valid, Rows = held });
            subjects.Add(new SplitSubject(Place.OfFile(name, line)) { RequestedRows = asked, Parts = parts });
        }

        return new SubjectReading(subjects, []);
    }

    private static long? Number(string[] fields, int column) => column >= 0 && long.TryParse(fields[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
