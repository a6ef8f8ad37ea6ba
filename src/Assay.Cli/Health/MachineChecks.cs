namespace Assay.Cli.Health;

/// <summary>Looks at the machine: the programs that Assay calls, and the limits of the process.</summary>
internal static class MachineChecks
{
    // A runner holds a few files for each running experiment.
    private const long FewFiles = 256;

    /// <summary>Checks the machine.</summary>
    public static IEnumerable<Finding> Run(CliHost host)
    {
        yield return new Finding("assay", FindingState.Fine, $"{VersionText.Current}, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores");
        if (!OperatingSystem.IsWindows())
            yield return Program(host, "sh", FindingState.Broken, "commands are started through /bin/sh");
        yield return Program(host, "git", FindingState.Missing, "runs will not know the code they were made with");
        if (OperatingSystem.IsLinux())
            yield return Program(host, "systemd-inhibit", FindingState.Missing, "run --keep-awake cannot keep this machine awake");
        else if (OperatingSystem.IsMacOS())
            yield return Program(host, "caffeinate", FindingState.Missing, "run --keep-awake cannot keep this machine awake");
        yield return Program(host, "nvidia-smi", FindingState.Missing, "no NVIDIA GPU will be found; fine where there is none");
        if (OpenFiles() is { } files)
            yield return new Finding("open files", files < FewFiles ? FindingState.Broken : FindingState.Fine, $"{files} at most{(files < FewFiles ? ": raise it with 'ulimit -n 4096'" : "")}");
    }

    private static Finding Program(CliHost host, string name, FindingState absent, string without)
    {
        var path = Find(host, name);
        return path is null ? new Finding(name, absent, $"not found: {without}") : new Finding(name, FindingState.Fine, path);
    }

    private static string? Find(CliHost host, string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return (host.Environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }

    // Linux tells a process its limits; elsewhere there is nothing to read without native calls.
    private static long? OpenFiles()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
            return null;
        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3);
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : null;
    }
}
