namespace Assay.Linting;

/// <summary>Makes subjects of files that somebody left. Readers are asked in turn; the first that recognizes a path reads it.</summary>
public interface ISubjectReader
{
    /// <summary>What it reads, for messages: <c>a study's folder</c>.</summary>
    string Reads { get; }

    /// <summary>Whether a path is one of its own. Looks at names and perhaps the first bytes, not more.</summary>
    /// <param name="path">A file or folder that exists.</param>
    /// <returns>True when <see cref="Read"/> is to be called.</returns>
    bool Recognizes(string path);

    /// <summary>Reads it.</summary>
    /// <param name="path">A file or folder that it recognizes.</param>
    /// <param name="name">What findings call it.</param>
    /// <param name="options">What the person said of the files.</param>
    /// <returns>The subjects, and a sentence for each part that could not be read.</returns>
    /// <exception cref="AssayException">It cannot be read at all.</exception>
    SubjectReading Read(string path, string name, FileSubjectOptions options);
}
