using Assay.Foundation.Files;

namespace Assay.Interop.Optuna;

/// <summary>Files that Optuna keeps studies in: its SQLite storage and its journal.</summary>
public static class OptunaFile
{
    /// <summary>Whether a path is such a file, judged by how it begins.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True for a SQLite file, and for a text that begins with an entry of a journal.</returns>
    public static bool IsOne(string path) => File.Exists(path) && (IsDatabase(path) || Begins(path).StartsWith("{\"op_code\"", StringComparison.Ordinal) || (Begins(path) is ['{', ..] and var text && text.Contains("\"op_code\"", StringComparison.Ordinal)));

    /// <summary>Names of the studies in a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The names, in the order they were made.</returns>
    /// <exception cref="AssayException">The file is torn, or none of Optuna's.</exception>
    public static IReadOnlyList<string> Names(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!IsDatabase(path))
            return [.. OptunaJournal.Read(path).Select(study => study.Name)];
        using var database = OptunaDatabase.Open(path);
        return database.Names();
    }

    /// <summary>Reads a study.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The study; null for the only one.</param>
    /// <returns>The study with its digest, and a sentence for what could not be kept as it was.</returns>
    /// <exception cref="AssayException">The file is torn or none of Optuna's, it has no such study, or several and none was named.</exception>
    public static StudyFolderContent Read(string path, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OptunaStudy study;
        bool isExact;
        if (IsDatabase(path))
        {
            using var database = OptunaDatabase.Open(path);
            study = database.Read(Chosen(path, database.Names(), name));
            isExact = database.IsUtc;
        }
        else
        {
            var all = OptunaJournal.Read(path);
            var chosen = Chosen(path, [.. all.Select(one => one.Name)], name);
            study = all.First(one => one.Name == chosen);
            isExact = true;
        }

        // A storage grows: the digest is that of the study, not of the file.
        var content = OptunaTranslation.Of(study, path, isExact);
        return content with { Digest = FileDigest.OfText(StudyJson.Write(content.Study)) };
    }

    private static string Chosen(string path, IReadOnlyList<string> names, string? name)
    {
        if (names.Count == 0)
            throw new AssayException($"{path}: holds no study.");
        if (name is not null)
            return names.Contains(name) ? name : throw new AssayException($"{path}: holds no study '{name}'; it has {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", …" : "")}.");
        return names.Count == 1 ? names[0] : throw new AssayException($"{path}: holds {names.Count} studies; say which, as in {path}#{names[0]}: {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", …" : "")}.");
    }

    private static bool IsDatabase(string path) => Begins(path).StartsWith("SQLite format 3", StringComparison.Ordinal);

    private static string Begins(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[256];
        return Encoding.Latin1.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }
}
