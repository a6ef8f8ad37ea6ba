using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Interop;

namespace Assay.Linting;

/// <summary>Reads folders of <c>all_trials.json</c>.</summary>
internal sealed class StudyFolderReader : ISubjectReader
{
    public string Reads => "a study's folder (all_trials.json)";

    public bool Recognizes(string path) => StudyFolder.IsOne(path);

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        var content = StudyFolder.Read(path);
        return new SubjectReading([new StudySubject(Place.OfFile(name), content.Study with { ClassCounts = options.ClassCounts })], content.Problems);
    }
}
