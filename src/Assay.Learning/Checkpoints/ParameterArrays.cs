using Assay.Foundation.Formats;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Checkpoints;

/// <summary>Parameters as arrays in files, and back, without a bit lost in either precision.</summary>
internal static unsafe class ParameterArrays
{
    public static NumberArray Of(Parameter parameter)
    {
        int[] shape = [.. parameter.Shape];
        return parameter.Node.Engine.Precision == Precision.Single
            ? NumberArray.Of(parameter.ToArray(), shape)
            : NumberArray.Of(new ReadOnlySpan<double>(parameter.Node.Data, (int)parameter.Shape.Count).ToArray(), shape);
    }

    public static void Set(Parameter parameter, NumberArray array)
    {
        if (parameter.Node.Engine.Precision == Precision.Single)
            parameter.CopyFrom(array.ToSingles());
        else
            array.ToDoubles().CopyTo(new Span<double>(parameter.Node.Data, (int)parameter.Shape.Count));
    }

    /// <summary>Whether every value is finite.</summary>
    public static bool IsFinite(Parameter parameter) => IsFinite(parameter.Node.Engine.Precision, parameter.Node.Data, parameter.Shape.Count);

    /// <summary>Whether every one of these numbers is finite.</summary>
    public static bool IsFinite(Precision precision, void* data, long count)
    {
        for (var index = 0L; index < count; index++)
        {
            if (precision == Precision.Single ? !float.IsFinite(((float*)data)[index]) : !double.IsFinite(((double*)data)[index]))
                return false;
        }

        return true;
    }
}
