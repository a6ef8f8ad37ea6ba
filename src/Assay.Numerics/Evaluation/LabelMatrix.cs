using System.Runtime.InteropServices;

namespace Assay.Evaluation;

/// <summary>What is true of each sample for each label, yes or no: a table of bools, or of bytes or integers that are 0 or 1. Such tables convert by themselves.</summary>
public readonly record struct LabelMatrix
{
    private LabelMatrix(ReadOnlyMemory<byte> values, int rows, int columns) => (Values, Rows, Columns) = (values, rows, columns);

    /// <summary>Samples.</summary>
    public int Rows { get; }

    /// <summary>Labels.</summary>
    public int Columns { get; }

    /// <summary>Row after row, each 0 or 1.</summary>
    internal ReadOnlyMemory<byte> Values { get; }

    /// <summary>A table of bytes is one of labels; 1 is positive. Not copied.</summary>
    /// <param name="labels">Each 0 or 1.</param>
    /// <exception cref="ArgumentException">One is neither; the message names it.</exception>
    public static implicit operator LabelMatrix(RowMajor<byte> labels)
    {
        var wrong = labels.Values.Span.IndexOfAnyExceptInRange((byte)0, (byte)1);
        return wrong < 0 ? new(labels.Values, labels.Rows, labels.Columns) : throw BinaryLabels.NotBinary(labels.Values.Span[wrong], wrong);
    }

    /// <summary>A table of bools is one of labels; true is positive.</summary>
    /// <param name="labels">The labels.</param>
    public static implicit operator LabelMatrix(RowMajor<bool> labels) => new(MemoryMarshal.AsBytes(labels.Values.Span).ToArray(), labels.Rows, labels.Columns);

    /// <summary>A table of integers is one of labels; 1 is positive.</summary>
    /// <param name="labels">Each 0 or 1.</param>
    /// <exception cref="ArgumentException">One is neither; the message names it.</exception>
    public static implicit operator LabelMatrix(RowMajor<int> labels) =>
        new(((BinaryLabels)labels.Values.Span).Values.ToArray(), labels.Rows, labels.Columns);

    /// <summary>All cells as the labels of one long list of samples, for micro averages.</summary>
    internal BinaryLabels Flat => BinaryLabels.Trusted(Values.Span);
}
