using Assay.Analyzers;
using Assay.Analyzers.Subjects;

namespace Assay.Linting;

/// <summary>Gathers subjects from files and folders, without a store.</summary>
public static class FileSubjects
{
    private const int FileLimit = 100_000;
    private const int DepthLimit = 64;

    /// <summary>The readers, the most particular first.</summary>
    public static IReadOnlyList<ISubjectReader> Readers { get; } =
    [
        new StudyFolderReader(),
        new BurnFolderReader(),
        new SplitFolderReader(),
        new BudgetIndexReader(),
        new ResultFileReader(),
        new ThresholdSweepReader(),
        new ResultListReader(),
        new PredictionFileReader(),
        new CurveFileReader(),
        new LogFileReader(),
    ];

    /// <summary>Gathers from a path. A folder that no reader knows is searched, and what no reader knows in it is passed over.</summary>
    /// <param name="path">A file or folder that exists.</param>
    /// <param name="name">What findings call it.</param>
    /// <param name="options">What the person said of the files.</param>
    /// <param name="cancellationToken">Ends the search between files.</param>
    /// <returns>The subjects in order of their paths, studies knowing of each other.</returns>
    /// <exception cref="AssayException">No reader knows the file, it cannot be read, or the folder holds nothing that can be.</exception>
    public static SubjectReading Gather(string path, string name, FileSubjectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Readers.FirstOrDefault(reader => reader.Recognizes(path)) is { } own)
            return own.Read(path, name, options);
        if (!Directory.Exists(path))
            throw new AssayException($"{name}: is nothing that lint can read: {string.Join(", ", Readers.Select(reader => reader.Reads))}, or a plan is expected.");
        var subjects = new List<Subject>();
        var leftOut = new List<string>();
        var files = 0;
        Search(path, name, 0);
        // Results of one folder stand beside each other.
        var results = subjects.OfType<RunSubject>().Where(run => run.Tags.ContainsKey(ResultFileReader.IsResult)).ToList();
        if (results.Count > 1)
            subjects.Add(new EvidenceSubject(Place.OfFile(name)) { Runs = results });
        return subjects.Count == 0 && leftOut.Count == 0
            ? throw new AssayException($"{name}: holds nothing that lint can read: {string.Join(", ", Readers.Select(reader => reader.Reads))} is expected in it.")
            : new SubjectReading(subjects, leftOut);

        void Search(string folder, string shown, int depth)
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++files > FileLimit)
                    throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{name}: holds more than {FileLimit:N0} files; name a smaller folder."));
                // Links are left alone, so that a loop of folders ends.
                if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || entry.Name.StartsWith('.'))
                    continue;
                var called = $"{shown.TrimEnd('/')}/{entry.Name}";
                if (Readers.FirstOrDefault(reader => reader.Recognizes(entry.FullName)) is { } reader)
                    Take(reader, entry.FullName, called);
                else if (entry is DirectoryInfo && depth < DepthLimit)
                    Search(entry.FullName, called, depth + 1);
            }
        }

        void Take(ISubjectReader reader, string file, string called)
        {
            try
            {
                var reading = reader.Read(file, called, options);
                subjects.AddRange(reading.Subjects);
                leftOut.AddRange(reading.LeftOut);
            }
            catch (Exception error) when (error is AssayException or IOException or UnauthorizedAccessException)
            {
                leftOut.Add(error.Message);
            }
        }
    }

    /// <summary>The subjects with every study knowing of the others.</summary>
    /// <param name="subjects">Subjects from any number of sources.</param>
    /// <returns>The subjects in the same order.</returns>
    public static IReadOnlyList<Subject> Acquainted(IReadOnlyList<Subject> subjects)
    {
        var studies = subjects.OfType<StudySubject>().Select(subject => subject.Study).ToList();
        return studies.Count < 2
            ? subjects
            : [.. subjects.Select(subject => subject is StudySubject study ? study with { Others = [.. studies.Where(other => !ReferenceEquals(other, study.Study))] } : subject)];
    }
}
