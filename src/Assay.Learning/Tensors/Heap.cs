using System.Runtime.InteropServices;

namespace Assay.Learning.Tensors;

/// <summary>
/// Native memory of one engine, 64-byte aligned. Blocks that are given back are kept by size and handed out again, so that a training step,
/// which asks for the same sizes as the one before, allocates nothing. A large block also serves a request that is somewhat smaller, as gradients of different layers do not
/// live at the same time. Not thread-safe: one thread drives an engine.
/// </summary>
internal sealed unsafe class Heap : IDisposable
{
    private const nuint Alignment = 64;

    // Above this, blocks are rounded to pages: their sizes then coincide more often, at less than 1 % waste.
    private const nuint Page = 4096;
    private const nuint LargeBlock = 64 * Page;

    private readonly Dictionary<nuint, Stack<nint>> _free = [];

    // Blocks handed out that are larger than what was asked for, with their sizes.
    private readonly Dictionary<nint, nuint> _larger = [];

    /// <summary>Bytes handed out now.</summary>
    public nuint BytesInUse { get; private set; }

    /// <summary>Bytes taken from the operating system now, in use or kept.</summary>
    public nuint BytesHeld { get; private set; }

    /// <summary>The most bytes ever held at once.</summary>
    public nuint PeakBytes { get; private set; }

    /// <summary>A block of at least this many bytes; its content is undefined. Zero bytes give a valid block, too.</summary>
    public void* Rent(nuint bytes)
    {
        var size = Rounded(bytes);
        if (_free.TryGetValue(size, out var blocks) && blocks.TryPop(out var block))
        {
            BytesInUse += size;
            return (void*)block;
        }

        if (size >= LargeBlock && Larger(size) is var found and > 0)
        {
            block = _free[found].Pop();
            _larger.Add(block, found);
            BytesInUse += found;
            return (void*)block;
        }

        BytesInUse += size;
        // Sizes that are no longer asked for (a last, smaller batch; another model) must not pile up beside new ones.
        if (BytesHeld - BytesInUse + size > BytesInUse)
            Trim();
        var memory = NativeMemory.AlignedAlloc(size, Alignment);
        BytesHeld += size;
        PeakBytes = nuint.Max(PeakBytes, BytesHeld);
        return memory;
    }

    /// <summary>Takes back a block that was rented for the same number of bytes.</summary>
    public void Return(void* block, nuint bytes)
    {
        var size = Rounded(bytes);
        if (size >= LargeBlock && _larger.Remove((nint)block, out var larger))
            size = larger;
        BytesInUse -= size;
        if (!_free.TryGetValue(size, out var blocks))
            _free[size] = blocks = new Stack<nint>();
        blocks.Push((nint)block);
    }

    /// <summary>Gives every block that is not in use back to the operating system.</summary>
    public void Trim()
    {
        foreach (var (size, blocks) in _free)
        {
            while (blocks.TryPop(out var block))
            {
                NativeMemory.AlignedFree((void*)block);
                BytesHeld -= size;
            }
        }
    }

    /// <summary>Frees what is not in use; blocks that are, belong to whoever rented them.</summary>
    public void Dispose() => Trim();

    // The smallest size above this one of which a block is free, at most half as much again (what is wasted while it is lent); 0 for none.
    private nuint Larger(nuint size)
    {
        nuint best = 0;
        foreach (var (other, blocks) in _free)
        {
            if (other > size && other <= size + (size / 2) && blocks.Count > 0 && (best == 0 || other < best))
                best = other;
        }

        return best;
    }

    private static nuint Rounded(nuint bytes)
    {
        var unit = bytes >= LargeBlock ? Page : Alignment;
        return bytes == 0 ? Alignment : (bytes + unit - 1) / unit * unit;
    }
}
