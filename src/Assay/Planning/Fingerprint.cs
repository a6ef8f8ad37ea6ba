namespace Assay.Planning;

/// <summary>
/// What an experiment depends on, as one number: a completed run of the same fingerprint makes it done. SHA-256 of the canonical JSON
/// <c>{"code":…,"command":…,"config":…,"inputs":…,"seed":…}</c>, where inputs and code are digests of what their globs match
/// (null without globs), command is a text or a list, seed a number or null.
/// </summary>
public static class Fingerprint
{
    /// <summary>The fingerprint of one experiment; for many, one <see cref="Fingerprinter"/> reads shared files once.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="folder">The plan's folder.</param>
    /// <returns>64 lower-case hex digits.</returns>
    /// <exception cref="AssayException">A glob matches no file, or a file cannot be read.</exception>
    public static string Of(PlannedExperiment experiment, string folder) => new Fingerprinter(folder).Of(experiment);
}
