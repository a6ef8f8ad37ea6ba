using System.Text;
using Assay.Notebook;
using Assay.Notebook.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Notebook.Text;

public sealed class MojibakeTests
{
    private static readonly string[] Words =
    [
        "loss", "0.93", "±", "≈", "→", "←", "—", "–", "“quoted”", "it’s", "…", "×", "é", "über", "naïve", "Größe", "coração", "Łódź", "çok", "α=0.1", "μ", "Привет, мир",
        "日本語", "한국어", "ελληνικά", "✅", "❌", "🔄", "🎉", "⚠️", "📊", "👩‍🔬", "│", "└──", "½", "°", "√2", "≤", "∞", "l’été", "d’août", "café…”", "|", "**x**", "`y`", "\n",
    ];

    [Theory]
    [InlineData("Status: âœ… done", "Status: ✅ done")]
    [InlineData("loss 0.9 â†’ 0.4", "loss 0.9 → 0.4")]
    [InlineData("3Ã—3", "3×3")]
    [InlineData("0.61 Â± 0.02", "0.61 ± 0.02")]
    [InlineData("cafÃ© naÃ¯ve", "café naïve")]
    [InlineData("â\u009DŒ â†\u0090", "❌ ←")]
    [InlineData("a â\u0080\u0094 b", "a — b")]
    [InlineData("loss 0.9 ‚Üí 0.4", "loss 0.9 → 0.4")]
    [InlineData("‚úÖ ‚ùå ‚Äî ‚âà \uF8FFüéâ ‚ö†Ô∏è", "✅ ❌ — ≈ 🎉 ⚠️")]
    [InlineData("caf√© na√Øve", "café naïve")]
    [InlineData("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет")]
    [InlineData("Ã¢Å“â€¦ and cafÃƒÂ©", "✅ and café")]
    [InlineData("ï»¿# Log â€” one", "# Log — one")]
    public void What_was_misread_is_mended(string text, string meant) => Assert.Equal(meant, Read(text).Text);

    [Theory]
    [InlineData("The letters Ã© stand for one, written on purpose")]
    [InlineData("Ã© and again Ã©")]
    [InlineData("l’été d’août, l’âge de l’école")]
    [InlineData("« déjà\u00A0», dit-elle\u00A0: le café…”")]
    [InlineData("MENÜ… Größe– groß… 5 Å and 3 Å–4 Å")]
    [InlineData("≈ 0.5, √2, 〈x〉, ‚so‘, ƒ(x) ≈ ∑x²")]
    [InlineData("â, ã, Ä and Ö alone")]
    public void Correct_text_that_looks_like_it_stays(string text) => Assert.Equal((text, 0), (Read(text).Text, Read(text).Remarks.Count));

    [Fact]
    public void One_remark_a_code_page_tells_how_much_and_where_first()
    {
        var remarks = Read("ok\nâœ… one\nâ†’ two\n‚úÖ three\n").Remarks;
        Assert.Equal([(2, LogCertainty.Repaired), (4, LogCertainty.Repaired)], remarks.Select(remark => (remark.Line, remark.Certainty)));
        Assert.Equal("2 characters of UTF-8 had been read as Windows-1252; mended, the first on this line", remarks[0].What);
        Assert.Equal("1 character of UTF-8 had been read as Mac Roman; mended, the first on this line", remarks[1].What);
    }

    [Fact]
    public void Correct_lines_of_a_file_with_misread_ones_stay() =>
        Assert.Equal("✅ é à l’été — fin\n✅ → done", Read("✅ é à l’été — fin\n‚úÖ ‚Üí done").Text);

    [Fact]
    public void Correct_text_is_not_changed() => Prop.ForAll<NonEmptyArray<byte>>(picks =>
    {
        var text = Text(picks);
        var read = Read(text);
        return read.Text == text && read.Remarks.Count == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_letters_that_never_stand_together_are_not_changed() => Prop.ForAll<NonEmptyArray<char>>(letters =>
    {
        var text = "x" + string.Join(' ', letters.Get.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)));
        return Read(text).Text == text;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_misread_once_comes_back() => Prop.ForAll<NonEmptyArray<byte>>(picks =>
    {
        // One sign, so that there is something to tell by.
        var text = "→ " + Text(picks);
        return Read(Misread(text, SingleByteCodePage.Windows1252)).Text == text && Read(Misread(text, SingleByteCodePage.MacRoman)).Text == text;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_misread_twice_comes_back() => Prop.ForAll<NonEmptyArray<byte>>(picks =>
    {
        var text = "→ " + Text(picks);
        return Read(Misread(Misread(text, SingleByteCodePage.Windows1252), SingleByteCodePage.Windows1252)).Text == text;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_word_misread_comes_back_from_each_code_page_and_from_two() => Assert.All(Words, word =>
    {
        var text = "→ " + word;
        Assert.EndsWith(word, Read("x " + Misread(text, SingleByteCodePage.MacRoman)).Text, StringComparison.Ordinal);
        Assert.EndsWith(word, Read("x " + Misread(Misread(text, SingleByteCodePage.Windows1252), SingleByteCodePage.Windows1252)).Text, StringComparison.Ordinal);
        Assert.EndsWith(word, Read("x " + Misread(Misread(text, SingleByteCodePage.Windows1252), SingleByteCodePage.MacRoman)).Text, StringComparison.Ordinal);
    });

    private static LogText Read(string text) => LogText.Decode("log.md", Encoding.UTF8.GetBytes(text));

    private static string Text(NonEmptyArray<byte> picks) => "x " + string.Join(' ', picks.Get.Select(pick => Words[pick % Words.Length]));

    private static string Misread(string text, SingleByteCodePage page) => page.Decode(Encoding.UTF8.GetBytes(text));
}
