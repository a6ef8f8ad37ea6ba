using Assay.Execution.Local;

namespace Assay.Execution.Diagnosis;

/// <summary>What the end by a signal most likely means.</summary>
internal static class Signals
{
    /// <summary>A sentence for the signal, named or taken from an exit code of 128+n; <see langword="null"/> when there was none.</summary>
    internal static KeyError? Describe(int? exitCode, string? signal)
    {
        var name = string.IsNullOrWhiteSpace(signal) ? exitCode is { } code ? SignalNames.OfShellCode(code) : null : signal.Trim().ToUpperInvariant();
        if (name is null)
            return null;
        if (!name.StartsWith("SIG", StringComparison.Ordinal))
            name = "SIG" + name;
        return name switch
        {
            "SIGKILL" => new KeyError("killed by SIGKILL: probably out of memory, unless someone killed it", "out of memory"),
            "SIGSEGV" => new KeyError("killed by SIGSEGV: invalid memory access", "signal"),
            "SIGABRT" => new KeyError("killed by SIGABRT: the program aborted itself", "signal"),
            _ => new KeyError("killed by " + name, "signal"),
        };
    }
}
