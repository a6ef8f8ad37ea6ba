using System.Text;
using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Testing;

namespace Assay.Tests.Notebook.Text;

public sealed class LogTextTests
{
    private const string Sample = "# Log\n\nAUPRC 0.61 ± 0.02 — best ✅\n";

    [Fact]
    public void Plain_UTF8_is_taken_as_it_is() => Assert.Equal((Sample, 0), Read(Encoding.UTF8.GetBytes(Sample)));

    [Fact]
    public void A_byte_order_mark_is_dropped()
    {
        foreach (var encoding in new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal((Sample, 0), Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Sample)]));
    }

    [Fact]
    public void UTF16_without_a_mark_is_told_by_its_zeros()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal((Sample, 1), Read(encoding.GetBytes(Sample)));
    }

    [Fact]
    public void UTF16_that_ends_inside_a_character_loses_that_only()
    {
        var bytes = Encoding.Unicode.GetBytes("\uFEFF" + Sample);
        Assert.Equal((Sample[..^1] + "\uFFFD", 1), Read(bytes[..^1]));
    }

    [Theory]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\rb\r")]
    [InlineData("a\r\nb\r")]
    [InlineData("a\nb\n")]
    public void Line_ends_become_one_kind(string text) => Assert.Equal(("a\nb\n", 0), Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Form_feeds_and_colours_stay() => Assert.Equal(("a\fb \u001b[1mc\u001b[0m 10%\b\b\b20%", 0), Read("a\fb \u001b[1mc\u001b[0m 10%\b\b\b20%"u8.ToArray()));

    [Fact]
    public void A_character_cut_in_two_is_named_by_its_line()
    {
        var text = LogText.Decode("log.md", [.. "one ✅\r\ntwo "u8, 0xE2, 0x9C, .. "\r\nthree — four"u8, 0xF0, 0x9F]);
        Assert.Equal("one ✅\ntwo \uFFFD\nthree — four\uFFFD", text.Text);
        Assert.Equal([(2, LogCertainty.Repaired), (3, LogCertainty.Repaired)], text.Remarks.Select(remark => (remark.Line, remark.Certainty)));
    }

    [Fact]
    public void The_end_of_a_longer_log_may_begin_inside_a_character()
    {
        var text = LogText.Decode("log.md", [0x9C, 0x85, .. " done\n"u8]);
        Assert.Equal("\uFFFD\uFFFD done\n", text.Text);
        Assert.Equal(1, Assert.Single(text.Remarks).Line);
    }

    [Fact]
    public void Very_many_bad_lines_are_counted_after_the_first_ones()
    {
        byte[] line = [.. "— "u8, 0xE2, 0x9C, (byte)'\n'];
        var text = LogText.Decode("log.md", [.. Enumerable.Repeat(line, 100).SelectMany(bytes => bytes)]);
        Assert.Equal(21, text.Remarks.Count);
        Assert.Contains("80 more lines", text.Remarks[^1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_Windows_1252_is_read_as_such()
    {
        byte[] bytes = [.. "na"u8, 0xEF, .. "ve, caf"u8, 0xE9, .. ", 0.61 "u8, 0xB1, .. " 0.02, don"u8, 0x92, .. "t, "u8, 0x96, .. " 5 "u8, 0x80];
        var text = LogText.Decode("log.md", bytes);
        Assert.Equal("naïve, café, 0.61 ± 0.02, don’t, – 5 €", text.Text);
        Assert.Equal((0, LogCertainty.Repaired), (Assert.Single(text.Remarks).Line, text.Remarks[0].Certainty));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("\uFEFF")]
    [InlineData("\0\0\0\0\0\0")]
    public void An_empty_log_is_refused_in_a_sentence(string text)
    {
        var error = Assert.Throws<AssayException>(() => LogText.Decode("runs/log.md", Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("runs/log.md: the log is empty; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_file_is_refused_in_a_sentence()
    {
        var bytes = new byte[4096];
        new Random(7).NextBytes(bytes);
        foreach (var content in new[] { bytes, [0x89, .. "PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0001\0\0\0\u0001"u8] })
        {
            var error = Assert.Throws<AssayException>(() => LogText.Decode("log.md", content));
            Assert.StartsWith("log.md: this is a binary file ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_few_control_characters_are_replaced_and_named()
    {
        var text = LogText.Decode("log.md", "one\ntwo\0 and\u0001\n"u8.ToArray());
        Assert.Equal("one\ntwo\uFFFD and\uFFFD\n", text.Text);
        Assert.Equal((2, LogCertainty.Repaired), (Assert.Single(text.Remarks).Line, text.Remarks[0].Certainty));
    }

    [Fact]
    public void Zeros_that_a_lost_machine_left_at_the_end_are_left_out() =>
        Assert.Equal((Sample, 1), Read([.. Encoding.UTF8.GetBytes(Sample), .. new byte[4096]]));

    [Fact]
    public void An_endless_line_is_read()
    {
        var line = string.Concat(Enumerable.Repeat("Ã, é and â€™", 200_000));
        var text = LogText.Decode("log.md", Encoding.UTF8.GetBytes(line));
        Assert.Equal(line.Replace("â€™", "’", StringComparison.Ordinal), text.Text);
    }

    [Fact]
    public void A_missing_file_is_told_in_a_sentence()
    {
        var error = Assert.Throws<AssayException>(() => LogText.ReadBytes(Path.Combine(AppContext.BaseDirectory, "no", "such.md")));
        Assert.Contains("such.md: there is no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "log.md");
        using (var file = File.Create(path))
            file.SetLength((256L << 20) + 1);
        var error = Assert.Throws<AssayException>(() => LogText.ReadBytes(path));
        Assert.Contains("larger than 256 MiB", error.Message, StringComparison.Ordinal);
    }

    private static (string Text, int Remarks) Read(byte[] content)
    {
        var text = LogText.Decode("log.md", content);
        return (text.Text, text.Remarks.Count);
    }
}
