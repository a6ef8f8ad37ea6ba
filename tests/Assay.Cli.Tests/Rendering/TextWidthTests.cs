using Assay.Cli.Rendering;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Cli.Tests.Rendering;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("日本", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🙂", 2)]
    public void Wide_letters_take_two_columns_and_marks_none(string text, int width) => Assert.Equal(width, TextWidth.Of(text));

    [Fact]
    public void A_cut_text_fits_and_says_that_it_was_cut()
    {
        Assert.Equal("abc", TextWidth.Cut("abc", 3));
        Assert.Equal("ab…", TextWidth.Cut("abcd", 3));
        Assert.Equal("日…", TextWidth.Cut("日本語", 4));
    }

    [Fact]
    public void Cut_and_wrapped_texts_fit_and_wrapping_loses_only_blanks() => Prop.ForAll<NonNull<string>, PositiveInt>((text, size) =>
    {
        var columns = 2 + (size.Get % 30);
        var safe = SafeText.Of(text.Get);
        var lines = TextWidth.Wrap(safe, columns).ToArray();
        return TextWidth.Of(TextWidth.Cut(safe, columns)) <= columns
            && Array.TrueForAll(lines, line => TextWidth.Of(line) <= columns)
            && string.Concat(lines).Replace(" ", "", StringComparison.Ordinal) == safe.Replace(" ", "", StringComparison.Ordinal);
    }).Holds();
}
