using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Tensors;

public sealed unsafe class HeapTests
{
    private const int Large = 4 << 20;

    [Fact]
    public void A_free_block_serves_the_same_size_again()
    {
        using var heap = new Heap();
        foreach (var bytes in (nuint[])[0, 1, 64, 5000, Large])
        {
            var block = heap.Rent(bytes);
            Assert.Equal(0, (nint)block % 64);
            heap.Return(block, bytes);
            Assert.Equal((nint)block, (nint)heap.Rent(bytes));
            heap.Return(block, bytes);
        }

        Assert.Equal((nuint)0, heap.BytesInUse);
    }

    [Fact]
    public void A_free_block_serves_a_request_of_two_thirds_of_it_and_is_whole_afterwards()
    {
        using var heap = new Heap();
        var block = heap.Rent(Large);
        heap.Return(block, Large);
        var smaller = heap.Rent(3 << 20);
        Assert.Equal((nint)block, (nint)smaller);
        Assert.Equal((nuint)Large, heap.BytesInUse);
        heap.Return(smaller, 3 << 20);
        Assert.Equal((nint)block, (nint)heap.Rent(Large));
        Assert.Equal((nuint)Large, heap.PeakBytes);
        heap.Return(block, Large);
        Assert.Equal((nuint)0, heap.BytesInUse);
    }

    [Fact]
    public void A_much_larger_block_is_kept_for_those_who_need_it()
    {
        using var heap = new Heap();
        var block = heap.Rent(Large);
        var other = heap.Rent(Large);
        heap.Return(block, Large);
        var small = heap.Rent(Large / 2);
        Assert.NotEqual((nint)block, (nint)small);
        heap.Return(small, Large / 2);
        heap.Return(other, Large);
        Assert.Equal((nuint)0, heap.BytesInUse);
    }

    [Fact]
    public void What_is_kept_is_given_back_when_it_is_more_than_what_is_used()
    {
        using var heap = new Heap();
        var first = heap.Rent(Large);
        heap.Return(first, Large);
        var second = heap.Rent(Large / 4);
        Assert.Equal((nuint)(Large / 4), heap.BytesHeld);
        heap.Return(second, Large / 4);
        heap.Trim();
        Assert.Equal((nuint)0, heap.BytesHeld);
    }
}
