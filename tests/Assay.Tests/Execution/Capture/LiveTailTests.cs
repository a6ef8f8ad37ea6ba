using Assay.Execution.Capture;
using Assay.Testing;

namespace Assay.Tests.Execution.Capture;

public sealed class LiveTailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_comes_is_read_and_characters_are_never_cut()
    {
        var path = _folder.File("out.log");
        var pieces = new Queue<byte[]>(["ä1"u8.ToArray()[..1], [.. "ä"u8.ToArray()[1..], .. "1\n"u8], "🧪"u8.ToArray()[..3], "🧪"u8.ToArray()[3..]]);
        // The writer is asked once a look: each look finds one piece more.
        bool Ended()
        {
            if (!pieces.TryDequeue(out var piece))
                return true;
            using var stream = new FileStream(path, FileMode.Append);
            stream.Write(piece);
            return false;
        }

        Assert.Equal("ä1\n🧪", await TextAsync(LiveTail.FollowAsync(path, long.MaxValue, Ended, TimeSpan.FromMilliseconds(1), TimeProvider.System)));
    }

    [Fact]
    public async Task It_begins_near_the_end()
    {
        var path = _folder.Write("out.log", "0123456789");
        Assert.Equal("789", await TextAsync(LiveTail.FollowAsync(path, 3, () => true, TimeSpan.FromMilliseconds(1), TimeProvider.System)));
    }

    [Fact]
    public async Task Cancelling_ends_it_without_an_exception()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Equal("", await TextAsync(LiveTail.FollowAsync(_folder.File("none"), 0, null, TimeSpan.FromDays(1), TimeProvider.System, stop.Token)));
    }

    [Fact]
    public void A_tail_is_cut_at_a_character() => Assert.Equal("é", TextTail.Last("aéé"[..2] + "é", 3)[^1..]);

    private static async Task<string> TextAsync(IAsyncEnumerable<string> pieces)
    {
        var text = "";
        await foreach (var piece in pieces)
            text += piece;
        return text;
    }
}
