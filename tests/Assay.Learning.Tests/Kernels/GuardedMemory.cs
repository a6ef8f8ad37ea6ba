using System.Runtime.InteropServices;

namespace Assay.Learning.Tests.Kernels;

/// <summary>
/// Floats that end where a page begins that may be neither read nor written (on Linux), with known values before them:
/// a kernel that reads or writes past the end crashes, one that writes before the beginning is found by <see cref="IsIntact"/>.
/// </summary>
internal sealed unsafe class GuardedMemory : IDisposable
{
    private const int PageBytes = 4096;
    private const int MapPrivateAnonymous = 0x22;
    private const int ReadAndWrite = 3;
    private const int NoAccess = 0;
    private const byte Canary = 0xA5;

    private readonly byte* _block;
    private readonly nuint _blockBytes;
    private readonly nuint _before;
    private readonly bool _mapped;

    public GuardedMemory(int count)
    {
        Count = count;
        var bytes = (nuint)count * sizeof(float);
        var pages = (bytes + 64 + PageBytes - 1) / PageBytes;
        _blockBytes = (pages + 1) * PageBytes;
        _mapped = OperatingSystem.IsLinux();
        _block = _mapped ? (byte*)Map(null, _blockBytes, ReadAndWrite, MapPrivateAnonymous, -1, 0) : (byte*)NativeMemory.Alloc(_blockBytes);
        _before = pages * PageBytes - bytes;
        new Span<byte>(_block, (int)(pages * PageBytes)).Fill(Canary);
        if (_mapped)
            Assert.Equal(0, Protect(_block + pages * PageBytes, PageBytes, NoAccess));
        else
            new Span<byte>(_block + pages * PageBytes, PageBytes).Fill(Canary);
    }

    public int Count { get; }

    public float* Pointer => (float*)(_block + _before);

    public Span<float> Span => new(Pointer, Count);

    /// <summary>Whether what surrounds the elements is as it was.</summary>
    public bool IsIntact =>
        new Span<byte>(_block, (int)_before).IndexOfAnyExcept(Canary) < 0
        && (_mapped || new Span<byte>(_block + _blockBytes - PageBytes, PageBytes).IndexOfAnyExcept(Canary) < 0);

    public void Dispose()
    {
        if (_mapped)
            _ = Unmap(_block, _blockBytes);
        else
            NativeMemory.Free(_block);
    }

    [DllImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(void* address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(void* address, nuint length);
}
