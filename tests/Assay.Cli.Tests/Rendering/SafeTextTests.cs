using Assay.Cli.Rendering;

namespace Assay.Cli.Tests.Rendering;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain [red]text[/]", "plain [red]text[/]")]
    [InlineData("\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m")]
    [InlineData("a\nb\tc\rd", "a\\nb\\tc\\rd")]
    [InlineData("\u009b31m\u007f", "\\x9b31m\\x7f")]
    [InlineData("gro\u202eevil", "gro\\u202eevil")]
    [InlineData("γ 日本 🙂", "γ 日本 🙂")]
    public void What_a_terminal_would_obey_is_shown_instead(string text, string safe) => Assert.Equal(safe, SafeText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_escaped() => Assert.Equal("\\ud83d!", SafeText.Of("\ud83d!"));
}
