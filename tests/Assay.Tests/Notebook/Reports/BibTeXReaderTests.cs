using Assay.Notebook.Reports;
using Assay.Planning;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Notebook.Reports;

public sealed class BibTeXReaderTests
{
    private const string Works = """
        Text between entries is a comment.
        @string{jml = "Journal of Made-up Learning"}
        @comment{ignored, @article{x, title={no}} }
        @Article{weaver2020,
          author  = {Weaver, Ana and M{\"u}ller, J{\"o}rg and Garc\'{\i}a, Bea},
          title   = "Sparse {SAE}s \& where they live",
          journal = jml # { (B)},
          year    = 2020, volume = 3, pages = {10--19},
          doi     = {10.1000/xyz}
        }
        @book(knot1999, title = {Knots}, editor = {Ada Knot}, publisher = {House}, year = {1999})
        """;

    [Fact]
    public void Entries_are_read_with_their_abbreviations_joins_groups_and_accents()
    {
        var works = BibTeXReader.Read(Works, "refs.bib");
        Assert.Equal(["weaver2020", "knot1999"], works.Keys);
        Assert.Equal(
            "Ana Weaver, Jörg Müller, Bea García (2020): Sparse SAEs & where they live. *Journal of Made-up Learning (B)*, vol. 3, pp. 10–19. doi:10.1000/xyz",
            works["weaver2020"].ToMarkdown());
        Assert.Equal("Ada Knot (1999): Knots. House.", works["knot1999"].ToMarkdown());
    }

    [Theory]
    [InlineData("@article{a, title = {cut", "refs.bib:1:1: the @article that begins here is cut off or has no '}' where one is expected")]
    [InlineData("\n@article{, title={x}}", "refs.bib:2:1: this @article has no key")]
    [InlineData("@misc{a, title={x}}\n@misc{a, title={y}}", "refs.bib:2:1: the key 'a' is taken by an entry before")]
    public void A_mistake_is_named_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<PlanException>(() => BibTeXReader.Read(text, "refs.bib")).Message);

    [Fact]
    public void Any_text_is_read_or_refused_in_words() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            try
            {
                BibTeXReader.Read("@article{k, " + text.Get, "x.bib");
                BibTeXReader.Read(Works.Insert(Math.Min(text.Get.Length * 7, Works.Length), text.Get), "x.bib");
            }
            catch (PlanException)
            {
                // Said in words: that is what is asked.
            }

            return true;
        }).Holds();

    [Fact]
    public void Works_are_numbered_by_their_first_mention()
    {
        var citations = new Citations(BibTeXReader.Read(Works, "refs.bib"));
        Assert.Equal("As shown [1], and again [2, 1].", citations.Number("As shown [@knot1999], and again [@weaver2020; @knot1999].", key => Assert.Fail(key)));
        Assert.StartsWith("1. Ada Knot (1999): Knots. House.\n2. Ana Weaver", citations.List(), StringComparison.Ordinal);
        var unknown = new List<string>();
        citations.Number("[@nobody]", unknown.Add);
        Assert.Equal(["nobody"], unknown);
    }
}
