using Assay.Tracking.Sqlite;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class NetworkFileSystemTests
{
    private const string Mounts =
        "/dev/sda1 / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0\nserver:/home /home nfs4 rw,vers=4.2 0 0\n/dev/sdb /home/ann/scratch xfs rw 0 0\n" +
        "//nas/data /mnt/my\\040data cifs rw 0 0\nann@host: /mnt/remote fuse.sshfs rw 0 0\n";

    [Theory]
    [InlineData("/data/.assay", null)]
    [InlineData("/home/ann/.assay", "nfs4")]
    [InlineData("/home", "nfs4")]
    [InlineData("/homestead/.assay", null)]
    [InlineData("/home/ann/scratch/.assay", null)]
    [InlineData("/mnt/my data/x", "cifs")]
    [InlineData("/mnt/remote/x", "fuse.sshfs")]
    public void The_innermost_mount_decides(string folder, string? expected) => Assert.Equal(expected, NetworkFileSystem.Find(Mounts, folder));

    [Fact]
    public void The_later_of_two_mounts_on_one_point_decides() =>
        Assert.Null(NetworkFileSystem.Find("server:/ /data nfs rw 0 0\n/dev/sdb /data ext4 rw 0 0\n", "/data/x"));

    [Fact]
    public void A_local_folder_that_does_not_exist_yet_is_local() => Assert.Null(NetworkFileSystem.Find(Path.Combine(Path.GetTempPath(), "none", "yet")));
}
