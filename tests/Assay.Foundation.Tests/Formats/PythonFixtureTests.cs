using Assay.Foundation.Formats;

namespace Assay.Foundation.Tests.Formats;

/// <summary>Files that bench/reference/data_formats.py wrote with NumPy 1.24.2 and by hand.</summary>
public sealed class PythonFixtureTests
{
    private static readonly int[] Ramp = [.. Enumerable.Range(0, 24)];

    [Fact]
    public void Arrays_of_numpy_are_read_in_either_byte_order_and_memory_order()
    {
        var arrays = Npz.Read(Fixture("arrays.npz"));
        SomeArrays.AssertEqual(NumberArray.Of(Array.ConvertAll(Ramp, value => (float)(value / 7.0)), 2, 3, 4), arrays["singles"]);
        SomeArrays.AssertEqual(NumberArray.Of(Array.ConvertAll(Ramp, value => value / 7.0), 2, 3, 4), arrays["doubles_big"]);
        SomeArrays.AssertEqual(NumberArray.Of(Array.ConvertAll(Ramp, value => value - 12), 2, 3, 4), arrays["ints_fortran"]);
        SomeArrays.AssertEqual(NumberArray.Of(Array.ConvertAll(Ramp, value => (value - 12) * 1_000_000_000_000), 2, 3, 4), arrays["longs_big"]);
        SomeArrays.AssertEqual(NumberArray.Of(Array.ConvertAll(Ramp, value => (byte)value), 2, 3, 4), arrays["bytes"]);
        SomeArrays.AssertEqual(NumberArray.Of(Array.ConvertAll(Ramp, value => value % 3 == 0), 2, 3, 4), arrays["truths"]);
        SomeArrays.AssertEqual(NumberArray.Of(new[] { 0, (float)(Half)0.1, -65504, float.PositiveInfinity }, 4), arrays["halves"]);
        SomeArrays.AssertEqual(NumberArray.Of(new[] { 2.5 }), arrays["scalar"]);
        SomeArrays.AssertEqual(NumberArray.Of(Array.Empty<float>(), 0, 5), arrays["empty"]);
        SomeArrays.AssertEqual(arrays["ints_fortran"], Npy.Read(Fixture("fortran.npy")));
    }

    [Fact]
    public void Tensors_written_by_hand_are_read()
    {
        var file = Safetensors.Read(Fixture("by-hand.safetensors"));
        Assert.Equal("grüß", file.Metadata["note"]);
        SomeArrays.AssertEqual(NumberArray.Of(new[] { 1.5f, -2.25f, 3, 1e-3f }, 2, 2), file.Tensors["layer.weight"]);
        SomeArrays.AssertEqual(NumberArray.Of(new[] { -1, 1L << 40 }, 2), file.Tensors["longs"]);
        SomeArrays.AssertEqual(NumberArray.Of(new[] { 1, -3.140625f, 65280 }, 3), file.Tensors["brain"]);
        SomeArrays.AssertEqual(NumberArray.Of(new[] { 0.5f, (float)(Half)0.1 }, 2), file.Tensors["half"]);
        SomeArrays.AssertEqual(NumberArray.Of(new[] { true, false, true }, 3), file.Tensors["flags"]);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);
}
