using System.Runtime.InteropServices;

namespace Assay.Benchmarks.Kernels;

/// <summary>The system's OpenBLAS, as NumPy and PyTorch use it: the rival that matrix products are measured against. Debian package libopenblas0.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int NotTransposed = 111;
    private const int Transposed = 112;

    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _multiply;
    private readonly delegate* unmanaged[Cdecl]<int, void> _setThreads;

    private OpenBlas(nint library)
    {
        _multiply = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)NativeLibrary.GetExport(library, "cblas_sgemm");
        _setThreads = (delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        var configuration = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "openblas_get_config");
        Name = Marshal.PtrToStringUTF8((nint)configuration()) ?? "OpenBLAS";
    }

    /// <summary>Version and kernels, as the library names them.</summary>
    public string Name { get; }

    /// <summary>The library, or null when the system has none.</summary>
    public static OpenBlas? Find(int threads)
    {
        if (!NativeLibrary.TryLoad("libopenblas.so.0", out var library))
            return null;
        var blas = new OpenBlas(library);
        blas._setThreads(threads);
        return blas;
    }

    /// <summary>C[m × n] = op(A) · op(B), row-major; strides are those of the stored matrices.</summary>
    public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, int aStride, float* b, int bStride, float* c, int cStride) =>
        _multiply(RowMajor, transposeA ? Transposed : NotTransposed, transposeB ? Transposed : NotTransposed, m, n, k, 1, a, aStride, b, bStride, 0, c, cStride);
}
