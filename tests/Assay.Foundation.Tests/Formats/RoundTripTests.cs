using System.IO.Compression;
using Assay.Foundation.Formats;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Foundation.Tests.Formats;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    [InlineData(ElementType.I32)]
    [InlineData(ElementType.I64)]
    [InlineData(ElementType.U8)]
    [InlineData(ElementType.Bool)]
    public void An_npy_file_is_read_as_it_was_written(ElementType type) => Prop.ForAll<int>(number =>
    {
        var array = SomeArrays.Drawn(number, type);
        using var stream = new MemoryStream();
        Npy.Write(stream, array);
        stream.Position = 0;
        SomeArrays.AssertEqual(array, Npy.Read(stream, "some.npy"));
    }).Holds(50);

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    [InlineData(ElementType.I32)]
    [InlineData(ElementType.U8)]
    public void An_idx_file_is_read_as_it_was_written_compressed_or_not(ElementType type) => Prop.ForAll<int, bool>((number, compressed) =>
    {
        using var folder = new TemporaryFolder();
        var array = SomeArrays.Drawn(number, type);
        var path = folder.File(compressed ? "some-idx.gz" : "some-idx");
        Idx.Write(path, array);
        SomeArrays.AssertEqual(array, Idx.Read(path));
        Assert.Equal(compressed, File.ReadAllBytes(path)[0] == 0x1F);
    }).Holds(20);

    [Fact]
    public void Archives_are_read_as_they_were_written() => Prop.ForAll<int, bool>((number, compress) =>
    {
        using var folder = new TemporaryFolder();
        var arrays = Enum.GetValues<ElementType>().ToDictionary(type => $"a {type}", type => SomeArrays.Drawn(number, type), StringComparer.Ordinal);
        var path = folder.File("some.npz");
        Npz.Write(path, arrays, compress);
        var read = Npz.Read(path);
        Assert.Equal(arrays.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, array) in arrays)
            SomeArrays.AssertEqual(array, read[name]);
    }).Holds(20);

    [Fact]
    public void Tensors_and_texts_are_read_as_they_were_written() => Prop.ForAll<int, NonNull<string>>((number, text) =>
    {
        // Half a surrogate pair is no text: JSON cannot hold it.
        var note = string.Concat(text.Get.Where(character => !char.IsSurrogate(character)));
        var arrays = Enum.GetValues<ElementType>().ToDictionary(type => $"{note}.{type}", type => SomeArrays.Drawn(number, type), StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = note };
        using var stream = new MemoryStream();
        Safetensors.Write(stream, arrays, metadata);
        stream.Position = 0;
        var read = Safetensors.Read(stream, "some.safetensors");
        Assert.Equal(metadata, read.Metadata);
        Assert.Equal(arrays.Count, read.Tensors.Count);
        foreach (var (name, array) in arrays)
            SomeArrays.AssertEqual(array, read.Tensors[name]);
    }).Holds(50);

    [Fact]
    public void A_stream_without_a_length_gives_the_same_large_array()
    {
        var array = NumberArray.Of(Enumerable.Range(0, 300_000).Select(number => number * 0.5f).ToArray(), 300, 1000);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            Npy.Write(gzip, array);
        packed.Position = 0;
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        SomeArrays.AssertEqual(array, Npy.Read(unpacked, "large.npy"));
    }

    [Fact]
    public void Equal_arrays_give_equal_archives()
    {
        using var folder = new TemporaryFolder();
        var arrays = new Dictionary<string, NumberArray> { ["a"] = NumberArray.Of(new[] { 1f, 2f }, 2) };
        Npz.Write(folder.File("one.npz"), arrays, compress: true);
        Npz.Write(folder.File("two.npz"), arrays, compress: true);
        Assert.Equal(File.ReadAllBytes(folder.File("one.npz")), File.ReadAllBytes(folder.File("two.npz")));
    }

    [Fact]
    public void Shapes_that_do_not_fit_their_values_are_refused()
    {
        Assert.Equal("5 values do not fill the shape [2, 3]. (Parameter 'shape')", Assert.Throws<ArgumentException>(() => NumberArray.Of(new float[5], 2, 3)).Message);
        Assert.Throws<ArgumentException>(() => NumberArray.Of(new char[1], 1));
        Assert.Throws<InvalidOperationException>(() => NumberArray.Of(new byte[1], 1).Values<bool>());
        Assert.Equal("Number 1 is 0.5, which is not a 32-bit whole number.", Assert.Throws<InvalidOperationException>(() => NumberArray.Of(new[] { 1f, 0.5f }, 2).ToInt32s()).Message);
    }
}
