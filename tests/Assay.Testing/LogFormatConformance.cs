using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Notebook;
using Assay.Notebook.Text;
using Xunit;

namespace Assay.Testing;

/// <summary>What every log format promises. A format's tests inherit this and give books and texts.</summary>
public abstract partial class LogFormatConformance
{
    /// <summary>The format under test.</summary>
    protected abstract ILogFormat Format { get; }

    /// <summary>Books whose every field this format carries: small, large, odd characters, every optional field absent and present.</summary>
    protected abstract IEnumerable<LogBook> Books { get; }

    /// <summary>Logs as people write them in this format: own fixtures, tidy and untidy.</summary>
    protected abstract IEnumerable<string> Texts { get; }

    [Fact]
    public void What_was_written_reads_back_as_an_equal_book()
    {
        foreach (var book in Books)
        {
            var text = Format.Write(book);
            Assert.Equal(BookText.Of(book), BookText.Of(Read(book.Name, text)));
        }
    }

    [Fact]
    public void A_persons_log_that_was_read_and_written_reads_back_as_an_equal_book()
    {
        foreach (var text in Texts)
        {
            var book = Read("log", text);
            var written = Format.Write(book);
            Assert.Equal(BookText.Of(book), BookText.Of(Read("log", written)));
            Assert.Equal(written, Format.Write(Read("log", written)));
        }
    }

    [Fact]
    public void Every_word_of_a_persons_log_is_kept()
    {
        foreach (var text in Texts)
            AssertEveryWordIsKept(text);
    }

    [Fact]
    public void Its_own_texts_are_recognized()
    {
        foreach (var text in Texts.Concat(Books.Select(Format.Write)))
            Assert.True(Format.Recognize(LogDocument.Parse("log", text)) > 0.5);
    }

    [Fact]
    public void Cut_and_mixed_texts_are_read_without_an_error()
    {
        var texts = Texts.Concat(Books.Select(Format.Write)).ToArray();
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var text = texts[random.Next(texts.Length)];
            var other = texts[random.Next(texts.Length)].Split('\n');
            var lines = text[..random.Next(text.Length + 1)].Split('\n').ToList();
            for (var n = random.Next(12); n > 0; n--)
                lines.Insert(random.Next(lines.Count + 1), other[random.Next(other.Length)]);
            var book = Read("log", string.Join('\n', lines));
            var written = Format.Write(book);
            var difference = BookText.Difference(book, Read("log", written));
            Assert.True(difference is null, $"{difference}\n\nread:\n{string.Join('\n', lines)}\n\nwritten:\n{written}");
        }
    }

    [Fact]
    public void Numbers_of_sentences_stay_where_they_were_written()
    {
        foreach (var text in Texts.Concat(Books.Select(Format.Write)))
            HarvestedLog.Verify(Format, Read("log", text));
    }

    /// <summary>Reads and writes a text and looks for its words; a number may have become a fraction of one hundred.</summary>
    protected void AssertEveryWordIsKept(string text)
    {
        var written = Format.Write(Read("log", text));
        var kept = Words(written).Concat(ShortNumber().Matches(written).Select(match => Plain(match.Value))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lost = Words(text).Where(word => !kept.Contains(word) && !IsFraction(word) && !IsSaidOtherwise(word)).Distinct().ToArray();
        Assert.True(lost.Length == 0, $"lost: {string.Join(' ', lost)}\n\n{written}");

        bool IsFraction(string word) => decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && kept.Contains(Plain((percent / 100).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether a word of a person's log may be missing because the format says it in another way, e.g. a tick for a status.</summary>
    protected virtual bool IsSaidOtherwise(string word) => false;

    /// <summary>Reads a text.</summary>
    protected LogBook Read(string name, string text) => Format.Read(LogDocument.Parse(name, text), new LogReport());

    // Numbers are compared by value: 0.50 is kept as 0.5.
    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => Plain(match.Value));

    private static string Plain(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : word.Trim('.', '-');

    [GeneratedRegex(@"[\w.]*\w{2}[\w.-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\d+\.\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ShortNumber();
}
