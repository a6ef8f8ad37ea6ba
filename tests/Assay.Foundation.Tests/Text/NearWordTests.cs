using Assay.Foundation.Text;

namespace Assay.Foundation.Tests.Text;

public sealed class NearWordTests
{
    private static readonly string[] Known = ["status", "started", "stage", "--status", "seed"];

    [Theory]
    [InlineData("staus", "status")]
    [InlineData("satge", "stage")]
    [InlineData("STATUSS", "status")]
    [InlineData("--staus", "--status")]
    [InlineData("sed", "seed")]
    [InlineData("stage", "stage")]
    public void A_slip_in_three_letters_is_forgiven(string typed, string meant) => Assert.Equal(meant, NearWord.Find(typed, Known));

    [Theory]
    [InlineData("")]
    [InlineData("window")]
    [InlineData("se")]
    [InlineData("st")]
    public void Other_words_are_other_words(string typed) => Assert.Null(NearWord.Find(typed, Known));

    [Fact]
    public void A_word_beyond_all_measure_costs_nothing() => Assert.Null(NearWord.Find(new string('s', 1_000_000), Known));

    [Fact]
    public void The_first_of_equally_near_words_is_taken() => Assert.Equal("bat", NearWord.Find("at", ["bat", "cat"]));

    [Fact]
    public void What_is_not_near_is_answered_with_what_there_is()
    {
        Assert.Equal("did you mean 'seed'?", NearWord.SuggestOrList("seeed", Known, "none"));
        Assert.Equal("known are a, b", NearWord.SuggestOrList("xyz", ["a", "b"], "none"));
        Assert.Equal("none", NearWord.SuggestOrList("xyz", [], "none"));
        Assert.EndsWith("l and 2 more", NearWord.List([.. "abcdefghijklmn".Select(letter => letter.ToString())]), StringComparison.Ordinal);
    }
}
