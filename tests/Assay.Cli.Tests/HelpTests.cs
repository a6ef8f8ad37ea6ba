using Assay.Testing;

namespace Assay.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public async Task Help_of_the_program_is_as_approved()
    {
        using var session = new CliSession();
        await session.ApproveAsync("Help/assay", "--help");
        Assert.Equal(await session.OutputAsync("--help"), await session.OutputAsync());
        Assert.Equal(await session.OutputAsync("--help"), await session.OutputAsync("help"));
    }

    [Fact]
    public async Task Help_of_every_verb_is_as_approved_and_has_examples()
    {
        using var session = new CliSession();
        foreach (var entry in VerbCatalog.All.Where(entry => !entry.Hidden))
            await CheckAsync(session, entry.Create(), []);
    }

    [Fact]
    public async Task Help_is_the_same_however_it_is_asked_for()
    {
        using var session = new CliSession();
        Assert.Equal(await session.OutputAsync("note", "add", "--help"), await session.OutputAsync("help", "note", "add"));
        Assert.Equal(await session.OutputAsync("note", "--help"), await session.OutputAsync("note"));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using var session = new CliSession();
        Assert.Matches(@"^assay \d+\.\d+\.\d+\n$", await session.OutputAsync("--version"));
    }

    private static async Task CheckAsync(CliSession session, Verb verb, string[] above)
    {
        string[] name = [.. above, verb.Name];
        Assert.True(verb.Examples.Count > 0, $"{string.Join(' ', name)} has no example.");
        Approved.Verify($"tests/Assay.Cli.Tests/Expectations/Help/{string.Join('-', name)}.txt", await session.OutputAsync([.. name, "--help"]));
        foreach (var sub in verb.Subcommands.Cast<Verb>())
            await CheckAsync(session, sub, name);
    }
}
