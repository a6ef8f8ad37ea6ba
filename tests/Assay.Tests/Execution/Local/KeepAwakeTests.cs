using Assay.Execution.Local;

namespace Assay.Tests.Execution.Local;

public sealed class KeepAwakeTests
{
    [Fact]
    public void It_is_granted_or_says_why_not_and_ends_when_disposed()
    {
        using var awake = KeepAwake.Start("a test");
        if (awake.Problem is { } problem)
            Assert.Matches("^The machine may fall asleep: .+", problem);
    }
}
