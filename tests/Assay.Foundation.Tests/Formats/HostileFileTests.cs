using System.IO.Compression;
using System.Text;
using Assay.Foundation.Formats;
using Assay.Foundation.Randomness;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Foundation.Tests.Formats;

public sealed class HostileFileTests
{
    private const long Limit = 1 << 16;

    // What readers may take for a hostile file: the limit twice (bytes and numbers of them, while arrays double), plus the machinery of ZIP and JSON.
    private const long MostAllocated = 2 << 20;

    [Fact]
    public void Bytes_that_changed_are_read_or_refused_and_never_fill_the_memory() => Prop.ForAll<int>(number =>
    {
        var seed = new Seed((ulong)number);
        foreach (var (bytes, read) in Files(number))
        {
            Damage(bytes, seed);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(bytes);
            }
            catch (DataFileException)
            {
                // Refused, with a sentence.
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
    }).Holds(1000);

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        foreach (var (bytes, read) in Files(3).SkipLast(1)) // a table cut at a line end is a table
        {
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<DataFileException>(() => read(bytes[..length]));
        }
    }

    [Theory]
    [InlineData("00000803 FFFFFFFF FFFFFFFF FFFFFFFF", "the array has the shape [4294967295, 4294967295, 4294967295]; expected sizes of 0 to 2147483647.")]
    [InlineData("00000803 7FFFFFFF 7FFFFFFF 7FFFFFFF", "at most 65536 bytes, the reader's limit.")]
    [InlineData("00000801 00000009 0102", "the array [9] takes 9 bytes, but the file ends after 2 of them; expected the whole of it.")]
    [InlineData("00000801 00000001 0102", "bytes follow the last number; expected the file to end there.")]
    [InlineData("00000A01 00000001 0102", "it begins with the bytes 00000A01; expected an IDX file")]
    [InlineData("1F8B0801", "it begins with the bytes 1F8B0801; expected an IDX file")]
    public void Idx_headers_that_lie_are_named(string hex, string expected) =>
        Refused(expected, () => Idx.Read(new MemoryStream(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))), "bad", Limit));

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }", "the reader's limit")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "its header cannot be read")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "its numbers are of type '|O'")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "its elements are records of several fields")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", "its header cannot be read")]
    [InlineData("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", "its header cannot be read")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "its header cannot be read")]
    [InlineData("", "its header cannot be read")]
    public void Npy_headers_that_lie_are_named(string header, string expected)
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), 1, 2, 3, 4];
        Refused(expected, () => Npy.Read(new MemoryStream(bytes), "bad", Limit));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "tensor 'a' of shape [2] lies at 0 to 4; expected 8 bytes.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "tensor 'b' lies at 2; expected it at 4, where the one before it ends.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "tensor 'a' lies at 2; expected it at 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "tensor 'a' [8] takes 8 bytes, but the file ends after 4 of them")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", "bytes follow the last number")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "tensor 'a' has the type 'F8_E4M3'; expected one of F16")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", "expected sizes of 0 to")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2147483647,2147483647,4],"data_offsets":[0,4]}}""", "the reader's limit")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", "tensor 'a' is not described")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "its header is not valid JSON")]
    [InlineData("""{"a":7}""", "tensor 'a' is not described")]
    [InlineData("[]", "its header is no JSON object")]
    [InlineData("{", "its header is not valid JSON")]
    [InlineData("""{"__metadata__":{"epoch":3}}""", "a value for 'epoch' that is no text")]
    public void Safetensors_headers_that_lie_are_named(string header, string expected)
    {
        byte[] bytes = [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header), 1, 2, 3, 4];
        Refused(expected, () => Safetensors.Read(new MemoryStream(bytes), "bad", Limit));
    }

    [Fact]
    public void A_header_longer_than_any_file_is_refused_before_memory_is_taken() =>
        Refused("its header takes 18446744073709551615 bytes", () => Safetensors.Read(new MemoryStream([255, 255, 255, 255, 255, 255, 255, 255, 1]), "bad"));

    [Fact]
    public void A_compressed_bomb_is_refused_at_the_limit()
    {
        using var folder = new TemporaryFolder();
        Idx.Write(folder.File("bomb.gz"), NumberArray.Of(new byte[10_000_000], 10_000_000));
        Npz.Write(folder.File("bomb.npz"), new Dictionary<string, NumberArray> { ["a"] = NumberArray.Of(new byte[60_000], 60_000), ["b"] = NumberArray.Of(new byte[60_000], 60_000) }, compress: true);
        Refused("the reader's limit", () => Idx.Read(folder.File("bomb.gz"), Limit));
        Refused("member 'b.npy'", () => Npz.Read(folder.File("bomb.npz"), Limit));
    }

    [Fact]
    public void Changed_numbers_in_an_archive_are_found_by_their_check_sum()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.npz");
        Npz.Write(path, new Dictionary<string, NumberArray> { ["a"] = NumberArray.Of(new byte[] { 41, 42, 43 }, 3) });
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("\x29\x2A\x2B"u8)] = 40;
        Refused("check sum", () => Npz.Read(new MemoryStream(bytes), "a.npz"));
    }

    [Fact]
    public void Members_that_are_no_arrays_or_come_twice_are_refused()
    {
        Refused("it is no NPY file", () => Npz.Read(Archive("readme.txt"), "bad"));
        Refused("a second member has this name", () => Npz.Read(Archive("a.npy", "a.npy"), "bad"));

        static MemoryStream Archive(params string[] names)
        {
            var stream = new MemoryStream();
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var name in names)
                {
                    using var content = archive.CreateEntry(name).Open();
                    Npy.Write(content, NumberArray.Of(new[] { 1f }, 1));
                }
            }

            return stream;
        }
    }

    private static void Refused(string expected, Action read)
    {
        var exception = Assert.Throws<DataFileException>(read);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(exception.File + ": ", exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(byte[] Bytes, Action<byte[]> Read)> Files(int number)
    {
        var array = NumberArray.Of(SomeArrays.Drawn(number, ElementType.F32).Values<float>().Append(1).ToArray(), SomeArrays.Drawn(number, ElementType.F32).Count + 1);
        using var idx = new MemoryStream();
        Idx.Write(idx, array);
        yield return (idx.ToArray(), bytes => Idx.Read(new MemoryStream(bytes), "some", Limit));
        yield return (idx.ToArray(), bytes => Idx.Read(new BufferedStream(new Unseekable(bytes)), "some", Limit));
        using var npy = new MemoryStream();
        Npy.Write(npy, array);
        yield return (npy.ToArray(), bytes => Npy.Read(new MemoryStream(bytes), "some", Limit));
        using var tensors = new MemoryStream();
        Safetensors.Write(tensors, new Dictionary<string, NumberArray> { ["a"] = array, ["b"] = SomeArrays.Drawn(number, ElementType.Bool) }, new Dictionary<string, string> { ["n"] = "text" });
        yield return (tensors.ToArray(), bytes => Safetensors.Read(new MemoryStream(bytes), "some", Limit));
        using var folder = new TemporaryFolder();
        Npz.Write(folder.File("a.npz"), new Dictionary<string, NumberArray> { ["a"] = array, ["b"] = array }, compress: true);
        yield return (File.ReadAllBytes(folder.File("a.npz")), bytes => Npz.Read(new MemoryStream(bytes), "some", Limit));
        yield return (Encoding.UTF8.GetBytes("\"x, 1\",y\n1,2.5\n3,\"4\"\n"), bytes => NumberTable.ParseCsv(Encoding.UTF8.GetString(bytes) + "\n5,6,7", "some"));
    }

    private static void Damage(byte[] bytes, Seed seed)
    {
        // Most changes near the start, where headers are.
        var changes = 1 + (int)(seed.Uniform(0) * 4);
        for (var change = 1; change <= changes; change++)
        {
            var span = seed.Uniform((ulong)(3 * change)) < 0.7 ? Math.Min(bytes.Length, 160) : bytes.Length;
            bytes[(int)(seed.Uniform((ulong)(3 * change) + 1) * span)] = (byte)(seed.Uniform((ulong)(3 * change) + 2) * 256);
        }
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
