using Assay.Tuning;

namespace Assay.Interop;

/// <summary>What a study's folder held.</summary>
/// <param name="Study">The study, named like its folder.</param>
/// <param name="Digest">SHA-256 of the file of trials, 64 lower-case hex digits.</param>
/// <param name="Problems">A sentence for each file that could not be read.</param>
public sealed record StudyFolderContent(Study Study, string Digest, IReadOnlyList<string> Problems);
