using System.Diagnostics;

namespace Assay.Testing;

/// <summary>A small disk in memory of a test's own; it can be made larger or read-only.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    public string Path => _folder.Path;

    /// <summary>Mounts the disk, or skips the test where that is not allowed.</summary>
    public static SmallDisk MountOrSkip(string size)
    {
        var disk = new SmallDisk();
        if (!OperatingSystem.IsLinux() || Call("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.Path) != 0)
        {
            disk._folder.Dispose();
            Xunit.Assert.Skip("Service missing: a small disk (mounting a tmpfs takes root on Linux).");
        }

        return disk;
    }

    /// <summary>Changes how it is mounted, e.g. <c>ro</c> or <c>size=200m</c>.</summary>
    public void Remount(string options) => Xunit.Assert.Equal(0, Call("mount", "-o", "remount," + options, Path));

    public void Dispose()
    {
        Call("umount", "-l", Path);
        _folder.Dispose();
    }

    private static int Call(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
