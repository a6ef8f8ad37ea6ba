using Assay.Foundation.Files;
using Assay.Testing;

namespace Assay.Foundation.Tests.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_failed_write_keeps_the_old_content_and_leaves_no_temporary_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("half way");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("big.bin");
        File.WriteAllBytes(path, new byte[11]);
        var error = Assert.Throws<FileTooLargeException>(() => BoundedFile.ReadBytes(path, 10));
        Assert.Contains("big.bin", error.Message, StringComparison.Ordinal);
        Assert.Equal(11, BoundedFile.ReadBytes(path, 11).Length);
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_text()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("bom.txt");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, (byte)'a']);
        Assert.Equal("a", BoundedFile.ReadText(path, 10));
    }
}
