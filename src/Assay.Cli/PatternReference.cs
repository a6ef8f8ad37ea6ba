using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Finds the command pattern that a person names.</summary>
internal static class PatternReference
{
    /// <summary>The pattern's id; null when none was named.</summary>
    /// <exception cref="AssayException">The run is no pattern, or there is no such run.</exception>
    public static async Task<RunId?> ResolveAsync(IRunStore store, string? reference, CancellationToken cancellationToken)
    {
        if (reference is null)
            return null;
        var run = await RunReference.ResolveAsync(store, reference, cancellationToken);
        return run.Kind == RunKind.Pattern
            ? run.Id
            : throw new AssayException($"--belongs-to {reference}: run {run.Id.Tail} is no pattern; 'assay record --pattern' makes one.");
    }
}
