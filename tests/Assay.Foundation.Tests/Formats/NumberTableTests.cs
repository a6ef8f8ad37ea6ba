using Assay.Foundation.Formats;
using Assay.Testing;

namespace Assay.Foundation.Tests.Formats;

public sealed class NumberTableTests
{
    [Fact]
    public void Quotes_hold_commas_line_ends_and_quotes()
    {
        var table = NumberTable.ParseCsv("\"a, \"\"b\"\"\",\"line\r\nend\"\r\n1,\"2.5\"\r\n\r\n-3e-2, 4 ", "t.csv");
        Assert.Equal(["a, \"b\"", "line\r\nend"], table.Columns);
        Assert.Equal(2, table.Rows);
        Assert.Equal([1, 2.5, -0.03, 4], new[] { table[0, 0], table[0, 1], table[1, 0], table[1, 1] });
        Assert.Equal(1, table.ColumnOf("line\r\nend"));
    }

    [Fact]
    public void A_first_row_of_numbers_is_data_unless_it_is_said_to_name_columns()
    {
        Assert.Equal(["0", "1"], NumberTable.ParseCsv("1,2\n3,4", "t.csv").Columns);
        Assert.Equal(["1", "2"], NumberTable.ParseCsv("1,2\n3,4", "t.csv", header: true).Columns);
        Assert.Equal(1, NumberTable.ParseCsv("1,2\n3,4", "t.csv", header: true).Rows);
    }

    [Fact]
    public void An_empty_field_is_an_error_unless_it_means_not_a_number()
    {
        Assert.True(double.IsNaN(NumberTable.ParseCsv("a,b\n1,\n", "t.csv", emptyIsNaN: true)[0, 1]));
        Assert.Equal("t.csv:2: column 'b' has ''; expected a number such as 1.5e-3.", Message("a,b\n1,\n"));
    }

    [Theory]
    [InlineData("", "t.csv: it has no rows; expected at least one row of numbers.")]
    [InlineData("a,b\n", "t.csv: it has no rows; expected at least one row of numbers.")]
    [InlineData("a,b\n1,2\n1,2,3\n", "t.csv:3: the row has 3 fields; expected 2, as the first row has.")]
    [InlineData("a,b\n1,\"x\ny\"\n", "t.csv:2: column 'b' has 'x\ny'; expected a number such as 1.5e-3.")]
    [InlineData("a,b\n1,\"2\n", "t.csv:2: a quote is opened and not closed; expected a second quote.")]
    [InlineData("a,b\n1,\"2\"3\n", "t.csv:2: text follows a closing quote; expected a comma or the end of the line.")]
    [InlineData("a,a\n1,2\n", "t.csv: the column 'a' is there twice; expected names that differ.")]
    public void Text_that_is_no_table_is_refused_with_its_line(string text, string message) => Assert.Equal(message, Message(text));

    [Fact]
    public void A_mistyped_column_is_suggested()
    {
        var table = NumberTable.ParseCsv("open,close\n1,2", "t.csv");
        Assert.Contains("did you mean 'close'?", Assert.Throws<ArgumentException>(() => table.ColumnOf("clsoe")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "a\n1\n2\n");
        Assert.Equal(2, NumberTable.ReadCsv(path).Rows);
        Assert.Throws<DataFileException>(() => NumberTable.ReadCsv(path, limit: 3));
    }

    private static string Message(string text) => Assert.Throws<DataFileException>(() => NumberTable.ParseCsv(text, "t.csv")).Message;
}
