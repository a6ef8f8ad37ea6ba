using System.Diagnostics;
using Assay.Tracking;

namespace Assay.Execution.Local;

/// <summary>Names processes so that a process id which the system gave away again is not taken for its former owner.</summary>
public static class ProcessIdentity
{
    // In /proc/<pid>/stat, counted after the ")" that ends the name: state is the first field, start time the twentieth.
    private const int StateField = 0;
    private const int StartField = 19;

    // A process in another container has process ids of its own.
    private static readonly string Namespace = OperatingSystem.IsLinux() ? NamespaceName() : "";

    private static readonly Lazy<LeaseOwner> Mine = new(() =>
        new(Environment.MachineName, ReadBootId(), Environment.ProcessId, (TryReadStart(Environment.ProcessId) ?? "") + Namespace));

    /// <summary>This process.</summary>
    public static LeaseOwner Current => Mine.Value;

    /// <summary>Whether a process still lives.</summary>
    /// <param name="owner">The process.</param>
    /// <returns>True or false when it is or was a process of this machine; null when this machine cannot know.</returns>
    public static bool? IsAlive(LeaseOwner owner)
    {
        if (owner.Host != Current.Host)
            return null;
        if (owner.BootId != Current.BootId)
            return false;
        if (!owner.ProcessStart.EndsWith(Namespace, StringComparison.Ordinal))
            return null;
        return IsAlive(owner.ProcessId, owner.ProcessStart[..^Namespace.Length]);
    }

    /// <summary>Whether a process of this machine, this boot and this container lives; one that ended and waits for its parent does not.</summary>
    internal static bool IsAlive(int processId, string start) => start.Length > 0 && TryReadStart(processId) == start;

    /// <summary>Start time of a living process in the system's own terms; null when there is none.</summary>
    internal static string? TryReadStart(int processId)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return StartOf(File.ReadAllText($"/proc/{Text(processId)}/stat"));
            if (OperatingSystem.IsWindows())
            {
                using var process = Process.GetProcessById(processId);
                return process.HasExited ? null : process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
            }

            // The same call stands in the launcher script; the state is asked apart, because a zombie still has a start time.
            return Output("/bin/ps", "-o", "state=", "-p", Text(processId)) is not { Length: > 0 } state || state.StartsWith('Z')
                ? null
                : Output("/bin/ps", "-o", "lstart=", "-p", Text(processId));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Start time out of a line of <c>/proc/&lt;pid&gt;/stat</c>, or the line itself where it is no such line; null for a zombie.</summary>
    internal static string? StartOf(string line)
    {
        // The name in brackets may itself hold brackets, spaces and newlines: only the last bracket ends it.
        var end = line.LastIndexOf(')');
        if (end < 0)
            return line.Trim() is { Length: > 0 } text ? text : null;
        var fields = line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length <= StartField || fields[StateField] is "Z" or "X" ? null : fields[StartField];
    }

    private static string ReadBootId()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            return OperatingSystem.IsMacOS() ? Output("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid") : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    // "pid:[4026531836]" becomes "@4026531836".
    private static string NamespaceName() =>
        new FileInfo("/proc/self/ns/pid").LinkTarget is { } link ? "@" + new string([.. link.Where(char.IsAsciiDigit)]) : "";

    private static string Output(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Trim();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
