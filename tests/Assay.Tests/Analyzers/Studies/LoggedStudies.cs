using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Interop;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Studies;

/// <summary>Studies that real tuning left.</summary>
internal static class LoggedStudies
{
    /// <summary>Reads one; the objective of all is an AUROC on 346 negative and 76 positive days.</summary>
    public static StudySubject Read(string folder)
    {
        var study = StudyFolder.Read(LoggedData.Find("financial/" + folder)).Study;
        return new StudySubject(Place.OfFile(study.Name), study with { ClassCounts = [346, 76] });
    }
}
