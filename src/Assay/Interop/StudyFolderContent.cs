using Assay.Tuning;

namespace Assay.Interop;

/// <summary>What a study's folder or file held.</summary>
/// <param name="Study">The study; one of a folder is named like it.</param>
/// <param name="Digest">SHA-256 of the file of trials, or of the study where a file holds several, 64 lower-case hex digits.</param>
/// <param name="Problems">A sentence for each file that could not be read.</param>
public sealed record StudyFolderContent(Study Study, string Digest, IReadOnlyList<string> Problems)
{
    /// <summary>Intermediate values by step, for the trials that reported any, by number.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<(long Step, double Value)>> Reports { get; init; } = new Dictionary<int, IReadOnlyList<(long Step, double Value)>>();

    /// <summary>When trials began and ended, UTC, by number; where nothing is known they ended when the study was written.</summary>
    public IReadOnlyDictionary<int, (DateTimeOffset? Started, DateTimeOffset? Ended)> Times { get; init; } = new Dictionary<int, (DateTimeOffset? Started, DateTimeOffset? Ended)>();
}
