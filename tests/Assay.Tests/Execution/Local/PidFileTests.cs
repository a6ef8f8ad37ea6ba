using Assay.Execution.Local;
using Assay.Testing;

namespace Assay.Tests.Execution.Local;

public sealed class PidFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_started_is_revoked_for_every_epoch()
    {
        Assert.Null(await SettleAsync(3));
        Assert.All([1, 2, 3], epoch => Assert.True(PidFile.TryRead(_folder.File(PidFile.NameOf(epoch)))!.Revoked));
        Assert.Null(await SettleAsync(3));
    }

    [Fact]
    public async Task A_launcher_that_was_first_is_found_under_later_epochs()
    {
        _folder.Write("pid.2", "4711\n4711 (sh) S 1 4711 4711 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 308898 0\n");
        Assert.Equal(new PidFile(4711, "308898"), await SettleAsync(5));
    }

    [Theory]
    [InlineData("")]
    [InlineData("47")]
    [InlineData("4711\n4711 (sh")]
    public async Task A_launcher_that_was_killed_while_writing_is_revoked(string torn)
    {
        _folder.Write("pid.1", torn);
        Assert.Null(await SettleAsync(1));
        Assert.True(PidFile.TryRead(_folder.File("pid.1"))!.Revoked);
    }

    private Task<PidFile?> SettleAsync(long epoch) => PidFile.SettleAsync(_folder.Path, epoch, TimeProvider.System, CancellationToken.None);
}
