using Assay.Testing;
using Assay.Tracking.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Results;

public sealed class AnsiTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[1;31mred\u001b[0m text", "red text")]
    [InlineData("\u001b[2K\u001b[1Gline", "line")]
    [InlineData("\u001b]0;title\u0007after", "after")]
    [InlineData("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b(Bx\u001b=y", "xy")]
    [InlineData("cut\u001b[3", "cut")]
    [InlineData("cut\u001b", "cut")]
    [InlineData("\u001b]0;no end\nnext line", "\nnext line")]
    public void Control_sequences_go_and_text_stays(string text, string expected) => Assert.Equal(expected, AnsiText.Strip(text));

    [Fact]
    public void No_escape_is_left_in_any_text() =>
        Prop.ForAll<NonNull<string>>(text => !AnsiText.Strip(text.Get.Replace('a', '\u001b')).Contains('\u001b', StringComparison.Ordinal)).Holds();
}
