using Assay.Execution.Local;

namespace Assay.Tests.Execution.Local;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void This_process_lives()
    {
        Assert.True(ProcessIdentity.IsAlive(ProcessIdentity.Current));
        Assert.NotEmpty(ProcessIdentity.Current.ProcessStart);
    }

    [Fact]
    public void A_process_of_another_start_time_or_boot_is_dead_and_one_of_another_machine_is_not_known()
    {
        var me = ProcessIdentity.Current;
        Assert.False(ProcessIdentity.IsAlive(me with { ProcessStart = "1" + me.ProcessStart }));
        Assert.False(ProcessIdentity.IsAlive(me with { BootId = "another" }));
        Assert.Null(ProcessIdentity.IsAlive(me with { Host = me.Host + "2" }));
    }

    [Theory]
    [InlineData("1 (sh) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777 0", "777")]
    [InlineData("1 (a) b) R (c) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777 0", "777")]
    [InlineData("1 (sh) Z 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777 0", null)]
    [InlineData("Sat Nov 21 09:00:00 2026", "Sat Nov 21 09:00:00 2026")]
    [InlineData("", null)]
    public void The_start_time_stands_behind_a_name_that_may_hold_anything(string line, string? start) => Assert.Equal(start, ProcessIdentity.StartOf(line));
}
