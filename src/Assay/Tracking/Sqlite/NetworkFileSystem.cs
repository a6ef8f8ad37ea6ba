namespace Assay.Tracking.Sqlite;

/// <summary>Tells network file systems, where SQLite's locks and shared memory cannot be trusted.</summary>
internal static class NetworkFileSystem
{
    private static readonly string[] Types =
    [
        "afs", "beegfs", "ceph", "cifs", "fuse.ceph", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "gpfs",
        "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "panfs", "smb3", "smbfs", "wekafs",
    ];

    /// <summary>The network file system that holds a folder.</summary>
    /// <param name="folder">Absolute; need not exist yet.</param>
    /// <returns>Its type; null when the folder is local, or nobody can tell.</returns>
    public static string? Find(string folder)
    {
        const string Mounts = "/proc/self/mounts";
        try
        {
            if (OperatingSystem.IsLinux())
                return File.Exists(Mounts) ? Find(File.ReadAllText(Mounts), Resolve(folder)) : null;
            if (folder.StartsWith(@"\\", StringComparison.Ordinal))
                return "a share";
            var drive = new DriveInfo(folder);
            return drive.DriveType == DriveType.Network ? drive.DriveFormat : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The network file system that holds a folder, by a table of mounts.</summary>
    /// <param name="mounts">Lines of device, mount point, type and options, as in <c>/proc/mounts</c>; spaces in paths are written <c>\040</c>.</param>
    /// <param name="folder">Absolute, without symbolic links.</param>
    /// <returns>Its type; null when the folder is local.</returns>
    public static string? Find(string mounts, string folder)
    {
        var (longest, found) = (-1, "");
        foreach (var line in mounts.Split('\n'))
        {
            var parts = line.Split(' ');
            if (parts.Length < 3)
                continue;
            var point = parts[1].Replace("\\040", " ", StringComparison.Ordinal).Replace("\\011", "\t", StringComparison.Ordinal).TrimEnd('/');
            var holds = folder.StartsWith(point, StringComparison.Ordinal) && (folder.Length == point.Length || folder[point.Length] == '/');
            // Of two mounts on one point the later one covers the earlier.
            if (holds && point.Length >= longest)
                (longest, found) = (point.Length, parts[2]);
        }

        return Types.Contains(found, StringComparer.Ordinal) ? found : null;
    }

    private static string Resolve(string folder)
    {
        // The folder may be missing; then its nearest parent that exists decides.
        for (var info = new DirectoryInfo(folder); info is not null; info = info.Parent)
        {
            if (info.Exists && info.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                return Resolve(Path.GetFullPath(Path.Combine(target.FullName, Path.GetRelativePath(info.FullName, folder))));
        }

        return folder;
    }
}
