using System.Text;
using Assay.Notebook.Text;

namespace Assay.Tests.Notebook.Text;

public sealed class SingleByteCodePageTests
{
    private static readonly byte[] Upper = [.. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)];

    [Fact]
    public void Windows_1252_is_the_one_of_the_base_library() =>
        Assert.Equal(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(Upper), SingleByteCodePage.Windows1252.Decode(Upper));

    [Fact]
    public void Mac_Roman_has_every_byte_once_with_the_newer_euro_sign()
    {
        var text = SingleByteCodePage.MacRoman.Decode(Upper);
        Assert.Equal(Upper, text.Select(SingleByteCodePage.MacRoman.ByteOf));
        Assert.Equal('€', text[0xDB - 0x80]);
    }

    [Fact]
    public void ASCII_stands_for_itself_and_is_no_upper_byte()
    {
        Assert.Equal("a|", SingleByteCodePage.MacRoman.Decode("a|"u8.ToArray()));
        Assert.Equal(0, SingleByteCodePage.Windows1252.ByteOf('a'));
    }
}
