using Assay.Foundation.Text;
using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Finds workstreams by id.</summary>
internal static class Workstreams
{
    /// <summary>The workstream of an id.</summary>
    /// <exception cref="AssayException">There is none; the message suggests one.</exception>
    public static async Task<Workstream> FindAsync(IRunStore store, string id, CancellationToken cancellationToken)
    {
        var known = await store.GetWorkstreamsAsync(cancellationToken);
        if (known.FirstOrDefault(stream => stream.Id == id) is { } found)
            return found;
        var near = NearWord.Find(id, known.Select(stream => stream.Id));
        throw new AssayException($"There is no workstream '{id}'{(near is null ? "" : $"; did you mean '{near}'")}: 'assay workstream list' shows them, 'assay workstream set {id}' makes it.");
    }
}
