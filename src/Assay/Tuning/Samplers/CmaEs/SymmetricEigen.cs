namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: slow for large matrices, exact to the last digits for small ones, and the same on every machine.</summary>
/// <remarks>Source: Golub and Van Loan, "Matrix computations", 4th edition, section 8.5.</remarks>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes A = B diag(values) Bᵀ.</summary>
    /// <param name="matrix">n × n, symmetric, row by row.</param>
    /// <param name="n">At least 0.</param>
    /// <returns>The eigenvalues, and the eigenvectors as the columns of an n × n matrix, in no particular order.</returns>
    public static (double[] Values, double[] Vectors) Decompose(ReadOnlySpan<double> matrix, int n)
    {
        var a = matrix.ToArray();
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++)
            vectors[(i * n) + i] = 1;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                    rotated |= Rotate(a, vectors, n, p, q);
            }

            if (!rotated)
                break;
        }

        var values = new double[n];
        for (var i = 0; i < n; i++)
            values[i] = a[(i * n) + i];
        return (values, vectors);
    }

    private static bool Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        var (off, first, second) = (a[(p * n) + q], a[(p * n) + p], a[(q * n) + q]);
        // What adds nothing to either diagonal element any more is 0.
        if (Math.Abs(off) <= 1e-16 * Math.Sqrt(Math.Abs(first * second)) || off == 0)
            return false;
        var tau = (second - first) / (2 * off);
        var t = tau >= 0 ? 1 / (tau + Math.Sqrt(1 + (tau * tau))) : -1 / (-tau + Math.Sqrt(1 + (tau * tau)));
        var c = 1 / Math.Sqrt(1 + (t * t));
        var s = t * c;
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (a[(k * n) + p], a[(k * n) + q]);
            a[(k * n) + p] = (c * kp) - (s * kq);
            a[(k * n) + q] = (s * kp) + (c * kq);
        }

        for (var k = 0; k < n; k++)
        {
            var (pk, qk) = (a[(p * n) + k], a[(q * n) + k]);
            a[(p * n) + k] = (c * pk) - (s * qk);
            a[(q * n) + k] = (s * pk) + (c * qk);
            var (vp, vq) = (vectors[(k * n) + p], vectors[(k * n) + q]);
            vectors[(k * n) + p] = (c * vp) - (s * vq);
            vectors[(k * n) + q] = (s * vp) + (c * vq);
        }

        return true;
    }
}
