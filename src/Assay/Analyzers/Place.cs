using Assay.Tracking;

namespace Assay.Analyzers;

/// <summary>Where something was found, as a person can go there.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">A path as it was named, a run's or study's name, an experiment's or plan's name.</param>
public sealed record Place(PlaceKind Kind, string Name)
{
    /// <summary>Id of the run or study, 32 hex digits; null for files and whole stores.</summary>
    public string? Id { get; init; }

    /// <summary>Line of the file, from 1; null when the whole is meant.</summary>
    public int? Line { get; init; }

    /// <summary>A file or folder.</summary>
    /// <param name="path">Its path as it was named.</param>
    /// <param name="line">Line, from 1; null when the whole is meant.</param>
    /// <returns>The place.</returns>
    public static Place OfFile(string path, int? line = null) => new(PlaceKind.File, path) { Line = line };

    /// <summary>A run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The place.</returns>
    public static Place Of(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(PlaceKind.Run, run.Place?.Experiment ?? run.Name) { Id = run.Id.Value };
    }

    /// <summary>The place as compilers write it: <c>file:12</c>, <c>run 1a2b3c4d (name)</c>, <c>study name</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        PlaceKind.Run => Id is { } id ? $"run {id[^8..]} ({Name})" : $"run {Name}",
        PlaceKind.Study => $"study {Name}",
        _ => Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{line}") : Name,
    };
}
