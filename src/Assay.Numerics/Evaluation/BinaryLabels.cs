using System.Runtime.InteropServices;

namespace Assay.Evaluation;

/// <summary>
/// What is true of each sample, yes or no: a view of bools, or of bytes or integers that are 0 or 1. Spans and arrays of these convert by themselves;
/// bools and bytes are not copied.
/// </summary>
public readonly ref struct BinaryLabels
{
    private BinaryLabels(ReadOnlySpan<byte> values) => Values = values;

    /// <summary>Samples.</summary>
    public int Count => Values.Length;

    /// <summary>Samples that are positive.</summary>
    public int Positives
    {
        get
        {
            var positives = 0;
            foreach (var value in Values)
                positives += value;
            return positives;
        }
    }

    /// <summary>The labels as bytes, each 0 or 1.</summary>
    internal ReadOnlySpan<byte> Values { get; }

    /// <summary>Whether a sample is positive.</summary>
    /// <param name="index">The sample, from 0.</param>
    public bool this[int index] => Values[index] != 0;

    /// <summary>Bools are labels; true is positive.</summary>
    /// <param name="labels">The labels.</param>
    public static implicit operator BinaryLabels(ReadOnlySpan<bool> labels) => new(MemoryMarshal.AsBytes(labels));

    /// <summary>Bytes are labels; 1 is positive.</summary>
    /// <param name="labels">Each 0 or 1.</param>
    /// <exception cref="ArgumentException">One is neither; the message names it.</exception>
    public static implicit operator BinaryLabels(ReadOnlySpan<byte> labels)
    {
        var wrong = labels.IndexOfAnyExceptInRange((byte)0, (byte)1);
        return wrong < 0 ? new(labels) : throw NotBinary(labels[wrong], wrong);
    }

    /// <summary>Integers are labels; 1 is positive.</summary>
    /// <param name="labels">Each 0 or 1.</param>
    /// <exception cref="ArgumentException">One is neither; the message names it.</exception>
    public static implicit operator BinaryLabels(ReadOnlySpan<int> labels)
    {
        var wrong = labels.IndexOfAnyExceptInRange(0, 1);
        if (wrong >= 0)
            throw NotBinary(labels[wrong], wrong);
        var values = new byte[labels.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (byte)labels[i];
        return new(values);
    }

    /// <summary>Bytes that are known to be 0 or 1.</summary>
    internal static BinaryLabels Trusted(ReadOnlySpan<byte> labels) => new(labels);

    internal static ArgumentException NotBinary(int value, long index, string name = "labels") =>
        new($"A binary label is 0 or 1; {name}[{index}] is {value}. Labels of more than two classes go to the multi-class metrics.", name);
}
