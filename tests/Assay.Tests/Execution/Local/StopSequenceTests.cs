using Assay.Execution;
using Assay.Execution.Local;

namespace Assay.Tests.Execution.Local;

public sealed class StopSequenceTests
{
    [Theory]
    [InlineData("Interrupt", "Interrupt")]
    [InlineData("Terminate", "Interrupt Terminate")]
    [InlineData("Kill", "Interrupt Terminate Kill")]
    public async Task Each_request_is_made_only_when_the_one_before_did_not_help(string obeys, string requests)
    {
        var child = new StubbornChild(obeys);
        await StopSequence.RunAsync(child, new StopGraces(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)), TimeProvider.System);
        Assert.Equal(requests, string.Join(' ', child.Requests));
    }

    private sealed class StubbornChild(string obeys) : IChild
    {
        private readonly TaskCompletionSource<ChildExit> _exited = new();

        public List<string> Requests { get; } = [];

        public int ProcessId => 1;

        public Task<ChildExit> Exited => _exited.Task;

        public void Request(StopRequest request)
        {
            Requests.Add(request.ToString());
            if (request.ToString() == obeys)
                _exited.SetResult(new ChildExit(0, null, 0, 0));
        }
    }
}
