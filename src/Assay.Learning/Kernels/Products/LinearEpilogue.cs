using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Layers;

namespace Assay.Learning.Kernels.Products;

/// <summary>
/// z → residual + dropout(f(z + bias)) over blocks of a product, and the derivative ∂y/∂z beside it when asked for: what comes after the
/// multiplication in a layer, without another pass over memory.
/// </summary>
internal unsafe struct LinearEpilogue : IEpilogue
{
    /// <summary>One number a column, or null.</summary>
    public void* Bias;

    /// <summary>Where ∂y/∂z goes, laid out as the product; null when the backward pass can do without.</summary>
    public void* Derivative;

    /// <summary>What is added at the end, laid out as the product; null for nothing.</summary>
    public void* Residual;

    /// <summary>Columns of the product: the row stride of <see cref="Derivative"/> and <see cref="Residual"/>.</summary>
    public long Columns;

    public Activation Activation;
    public DropoutMask Dropout;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Apply<T, V>(T* block, nint stride, int row, int rows, int column, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        switch (Activation)
        {
            case Activation.Relu: Rows<ReluFunction, T, V>(block, stride, row, rows, column, columns); break;
            case Activation.Gelu: Rows<GeluFunction, T, V>(block, stride, row, rows, column, columns); break;
            case Activation.GeluTanh: Rows<GeluTanhFunction, T, V>(block, stride, row, rows, column, columns); break;
            case Activation.Silu: Rows<SiluFunction, T, V>(block, stride, row, rows, column, columns); break;
            case Activation.Elu: Rows<EluFunction, T, V>(block, stride, row, rows, column, columns); break;
            case Activation.Sigmoid: Rows<SigmoidFunction, T, V>(block, stride, row, rows, column, columns); break;
            case Activation.Tanh: Rows<TanhFunction, T, V>(block, stride, row, rows, column, columns); break;
            default: Rows<IdentityFunction, T, V>(block, stride, row, rows, column, columns); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Rows<TFunction, T, V>(T* block, nint stride, int row, int rows, int column, int columns)
        where TFunction : struct, IActivationFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var whole = columns - (columns % V.Count);
        var scale = V.Constant(Dropout.Scale);
        var hash = new CounterHash(Dropout.Key);
        for (var i = 0; i < rows; i++)
        {
            var y = block + (i * stride);
            var place = ((row + i) * Columns) + column;
            var bias = Bias is null ? null : (T*)Bias + column;
            var derivative = Derivative is null ? null : (T*)Derivative + place;
            var residual = Residual is null ? null : (T*)Residual + place;
            for (var j = 0; j < columns; j += V.Count)
            {
                var partial = j >= whole;
                var count = partial ? columns - whole : V.Count;
                var z = partial ? V.Load(y + j, count) : V.Load(y + j);
                if (bias is not null)
                    z += partial ? V.Load(bias + j, count) : V.Load(bias + j);
                V value, slope;
                if (derivative is null)
                {
                    value = TFunction.Value<T, V>(z);
                    slope = V.Zero;
                }
                else
                {
                    value = TFunction.Value<T, V>(z, out slope);
                }

                if (Dropout.Threshold != 0)
                {
                    value = V.Keep(value, hash, (ulong)(place + j), Dropout.Threshold) * scale;
                    slope = V.Keep(slope, hash, (ulong)(place + j), Dropout.Threshold) * scale;
                }

                if (residual is not null)
                    value += partial ? V.Load(residual + j, count) : V.Load(residual + j);
                if (partial)
                {
                    value.Store(y + j, count);
                    if (derivative is not null)
                        slope.Store(derivative + j, count);
                }
                else
                {
                    value.Store(y + j);
                    if (derivative is not null)
                        slope.Store(derivative + j);
                }
            }
        }
    }
}
