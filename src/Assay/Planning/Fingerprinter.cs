using System.Collections.Concurrent;
using Assay.Foundation.Files;

namespace Assay.Planning;

/// <summary>
/// Makes fingerprints of many experiments and hashes each set of files once. It remembers what it saw: make a new one when files may
/// have changed. Several threads may use it at once.
/// </summary>
public sealed class Fingerprinter
{
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, string> _digests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _sets = new(StringComparer.Ordinal);

    /// <summary>Starts with nothing remembered.</summary>
    /// <param name="folder">The plan's folder.</param>
    public Fingerprinter(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = Path.GetFullPath(folder);
    }

    /// <summary>The fingerprint of an experiment as its files are now, or were when this object first saw them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <returns>64 lower-case hex digits.</returns>
    /// <exception cref="AssayException">A glob matches no file, or a file cannot be read.</exception>
    public string Of(PlannedExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var text = new StringBuilder("{\"code\":");
        AppendSet(text, experiment, experiment.Code, "code");
        text.Append(",\"command\":");
        AppendCommand(text, experiment.Command);
        text.Append(",\"config\":");
        CanonicalJson.AppendObject(text, experiment.Config, CanonicalJson.Append);
        text.Append(",\"inputs\":");
        AppendSet(text, experiment, experiment.Inputs, "inputs");
        text.Append(CultureInfo.InvariantCulture, $",\"seed\":{experiment.Seed?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}");
        return FileDigest.OfText(text.ToString());
    }

    /// <summary>The files that an experiment's <c>inputs</c> name, with their digests.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="most">At most so many files, the first by name.</param>
    /// <returns>Paths relative to the working directory with "/", and SHA-256 digests.</returns>
    /// <exception cref="AssayException">A file cannot be read.</exception>
    public IReadOnlyList<(string Name, string Digest)> InputsOf(PlannedExperiment experiment, int most)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        if (experiment.Inputs.Count == 0)
            return [];
        var root = Path.GetFullPath(Path.Combine(_folder, experiment.WorkingDirectory));
        return [.. FileSet.Find(root, experiment.Inputs, out _).Take(most).Select(file => (file.Name, FileDigestOf(file.Path, experiment, "inputs")))];
    }

    private static void AppendCommand(StringBuilder text, LaunchCommand command)
    {
        if (command.Shell is not null)
        {
            CanonicalJson.AppendText(text, command.Shell);
            return;
        }

        var separator = '[';
        foreach (var argument in command.Arguments!)
        {
            text.Append(separator);
            CanonicalJson.AppendText(text, argument);
            separator = ',';
        }

        text.Append(']');
    }

    private void AppendSet(StringBuilder text, PlannedExperiment experiment, IReadOnlyList<string> globs, string key)
    {
        if (globs.Count == 0)
        {
            text.Append("null");
            return;
        }

        var root = Path.GetFullPath(Path.Combine(_folder, experiment.WorkingDirectory));
        var name = string.Join('\0', globs.Prepend(root));
        if (!_sets.TryGetValue(name, out var digest))
            _sets[name] = digest = DigestOf(root, globs, experiment, key);
        CanonicalJson.AppendText(text, digest);
    }

    private string DigestOf(string root, IReadOnlyList<string> globs, PlannedExperiment experiment, string key)
    {
        var found = FileSet.Find(root, globs, out var unmatched);
        if (unmatched.Count > 0)
        {
            var list = string.Join(", ", unmatched.Select(glob => $"'{glob}'"));
            throw new AssayException(
                $"{experiment.Name}: under {key}, {list} {(unmatched.Count == 1 ? "matches" : "match")} no file in {root}, so there is nothing to fingerprint; " +
                "make the file first or correct the glob.");
        }

        var text = new StringBuilder();
        CanonicalJson.AppendObject(
            text,
            found.Select(file => KeyValuePair.Create(file.Name, file.Path)),
            (to, path) => CanonicalJson.AppendText(to, FileDigestOf(path, experiment, key)));
        return FileDigest.OfText(text.ToString());
    }

    private string FileDigestOf(string path, PlannedExperiment experiment, string key)
    {
        try
        {
            return _digests.GetOrAdd(path, FileDigest.OfFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AssayException($"{experiment.Name}: the file {path} under {key} cannot be read: {error.Message}", error);
        }
    }
}
