using System.Runtime.InteropServices;
using Assay.Learning.Kernels;

namespace Assay.Learning.Tests.Kernels.Lanes;

public sealed unsafe partial class PartialAccessTests
{
    private const float Canary = -77f;

    public static TheoryData<SimdWidth> Widths => SingleLanesTests.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_partial_load_reads_zero_beyond_its_count(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        for (var count = 0; count <= lanes.Count; count++)
        {
            var source = Enumerable.Range(10, lanes.Count).Select(i => (float)i).ToArray();
            var found = new float[lanes.Count];
            fixed (float* from = source, to = found)
            {
                lanes.CopyPart(from, count, to, lanes.Count);
            }

            Assert.Equal(source.Select((value, i) => i < count ? value + 1 : 1), found);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_partial_store_leaves_its_neighbours_alone(SimdWidth width)
    {
        var lanes = SingleWidth.Of(width);
        for (var count = 0; count <= lanes.Count; count++)
        {
            var source = Enumerable.Range(10, lanes.Count).Select(i => (float)i).ToArray();
            var found = Enumerable.Repeat(Canary, lanes.Count + 2).ToArray();
            fixed (float* from = source, to = found)
            {
                lanes.CopyPart(from, lanes.Count, to + 1, count);
            }

            Assert.Equal([Canary, .. source.Take(count).Select(value => value + 1), .. Enumerable.Repeat(Canary, lanes.Count - count + 1)], found);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Nothing_beyond_the_count_is_touched_at_the_end_of_memory(SimdWidth width)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A guard page is set up with Linux's mmap and mprotect.");
        var lanes = SingleWidth.Of(width);
        var page = (nuint)Environment.SystemPageSize;
        var memory = MemoryMap(null, 2 * page, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, (nint)memory);
        try
        {
            Assert.Equal(0, MemoryProtect(memory + page, page, 0));
            var end = (float*)(memory + page);
            for (var count = 0; count <= lanes.Count; count++)
            {
                for (var i = 1; i <= count; i++)
                {
                    end[-i] = i;
                }

                // A touch of the guard page would end the process here.
                lanes.CopyPart(end - count, count, end - count, count);
                Assert.Equal(Enumerable.Range(1, count).Select(i => i + 1f), Enumerable.Range(1, count).Select(i => end[-i]));
            }

            lanes.CopyWhole(end - lanes.Count, end - lanes.Count);
        }
        finally
        {
            Assert.Equal(0, MemoryUnmap(memory, 2 * page));
        }
    }

    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* MemoryMap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryProtect(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryUnmap(byte* address, nuint length);
}
