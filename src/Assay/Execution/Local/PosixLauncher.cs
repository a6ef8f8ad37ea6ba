using System.Runtime.InteropServices;

namespace Assay.Execution.Local;

/// <summary>
/// Starts commands through <see cref="LauncherScript"/> with posix_spawn: in a process group of their own, with every signal at its
/// default (the .NET runtime ignores SIGPIPE, and ignored signals are inherited) and none blocked.
/// </summary>
internal sealed class PosixLauncher : ILauncher
{
    private const string Shell = "/bin/sh";

    /// <inheritdoc/>
    public IChild Launch(LaunchSpec spec)
    {
        string[] command = spec.Command.Shell is { } text ? [Shell, "-c", text] : [.. spec.Command.Arguments!];
        if (command[0].Length == 0 || command[0].StartsWith('-'))
            throw new ExecutionException($"'{command[0]}' cannot be started: a program's name is not empty and does not begin with '-'; write ./{command[0]} for a file of that name.");
        string[] arguments = [Shell, "-c", LauncherScript.Text, "sh", spec.RunFolder, spec.PidFile, spec.WorkingDirectory, .. command];
        if (arguments.Concat(spec.Environment.Keys).Concat(spec.Environment.Values).Any(a => a.Contains('\0', StringComparison.Ordinal)))
            throw new ExecutionException($"'{spec.Command}' cannot be started: an argument or variable holds a NUL character, which no program can be given.");
        var processId = Spawn(arguments, spec.Environment);
        // Read after the call: until it returned, the child shared this process's memory, and its peak counts as the child's own.
        return new PosixChild(processId, OwnPeakBytes(), spec.RunFolder, spec.PidFile);
    }

    private static int Spawn(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var attributes = new byte[PosixNative.OpaqueSize];
        var all = new byte[PosixNative.OpaqueSize];
        var none = new byte[PosixNative.OpaqueSize];
        _ = PosixNative.FillSignals(all);
        _ = PosixNative.EmptySignals(none);
        _ = PosixNative.InitializeAttributes(attributes);
        var argv = NativeTexts(arguments);
        var envp = NativeTexts([.. environment.Select(variable => variable.Key + "=" + variable.Value)]);
        try
        {
            _ = PosixNative.SetFlags(attributes, PosixNative.SpawnSetProcessGroup | PosixNative.SpawnSetSignalDefaults | PosixNative.SpawnSetSignalMask);
            _ = PosixNative.SetProcessGroup(attributes, 0);
            _ = PosixNative.SetSignalDefaults(attributes, all);
            _ = PosixNative.SetSignalMask(attributes, none);
            var error = PosixNative.Spawn(out var processId, argv[0], 0, attributes, argv, envp);
            if (error != 0)
                throw new ExecutionException($"{Shell} cannot be started: {Marshal.GetPInvokeErrorMessage(error)}.");
            return processId;
        }
        finally
        {
            _ = PosixNative.DestroyAttributes(attributes);
            Array.ForEach(argv, Marshal.FreeCoTaskMem);
            Array.ForEach(envp, Marshal.FreeCoTaskMem);
        }
    }

    // UTF-8, ended by a null pointer.
    private static nint[] NativeTexts(string[] texts)
    {
        var pointers = new nint[texts.Length + 1];
        for (var i = 0; i < texts.Length; i++)
            pointers[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        return pointers;
    }

    // VmHWM of this process; 0 on macOS, where posix_spawn does not share memory.
    private static long OwnPeakBytes()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                return long.Parse(new string([.. line.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture) * 1024;
        }

        return 0;
    }
}
