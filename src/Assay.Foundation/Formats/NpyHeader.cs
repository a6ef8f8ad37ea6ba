using System.Buffers.Binary;

namespace Assay.Foundation.Formats;

/// <summary>The header of an NPY file: a Python dictionary with the keys descr, fortran_order and shape.</summary>
/// <param name="Type">What the numbers are.</param>
/// <param name="IsBigEndian">Whether their most significant byte comes first.</param>
/// <param name="IsFortranOrder">Whether the first axis runs fastest.</param>
/// <param name="Sizes">The sizes of the axes.</param>
internal sealed record NpyHeader(StoredType Type, bool IsBigEndian, bool IsFortranOrder, long[] Sizes)
{
    private const string Expected = "a dictionary such as {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }";

    // Headers of plain arrays have about 100 bytes; only long lists of named fields, which are not read, need more.
    private const int MaximumBytes = 1 << 16;
    private const int MaximumRank = 32;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static NpyHeader Read(BoundedSource source)
    {
        Span<byte> start = stackalloc byte[8];
        source.ReadExactly(start, "the header");
        if (!start.StartsWith(Magic) || start[6] is < 1 or > 3)
            throw source.Wrong($"it begins with the bytes {Convert.ToHexString(start)}", "an NPY file of version 1 to 3, which begins with 934E554D5059");
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        source.ReadExactly(start[6] == 1 ? length[..2] : length, "the header");
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > MaximumBytes)
            throw source.Wrong($"its header takes {bytes} bytes", $"at most {MaximumBytes}");
        var text = new byte[bytes];
        source.ReadExactly(text, "the header");
        return new Parser(source, Encoding.Latin1.GetString(text)).Read();
    }

    /// <summary>The bytes before the numbers of an array that is written.</summary>
    public static byte[] Bytes(NumberArray array)
    {
        var type = array.Type switch
        {
            ElementType.F32 => "<f4",
            ElementType.F64 => "<f8",
            ElementType.I32 => "<i4",
            ElementType.I64 => "<i8",
            ElementType.U8 => "|u1",
            _ => "|b1",
        };
        var shape = array.Shape.Count == 1 ? $"({array.Shape[0]},)" : $"({string.Join(", ", array.Shape)})";
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        // Numbers begin at a multiple of 64, and a line end comes before them, as numpy does it.
        var total = (10 + text.Length + 1 + 63) / 64 * 64;
        var bytes = new byte[total];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(total - 10));
        Encoding.ASCII.GetBytes(text.PadRight(total - 11) + "\n", bytes.AsSpan(10));
        return bytes;
    }

    private static (StoredType Type, bool IsBigEndian)? TypeOf(string descr)
    {
        if (descr.Length != 3 || "<>|=".IndexOf(descr[0], StringComparison.Ordinal) is < 0)
            return null;
        StoredType? type = descr[1..] switch
        {
            "f2" => StoredType.Float16,
            "f4" => StoredType.Float32,
            "f8" => StoredType.Float64,
            "i1" => StoredType.Int8,
            "i2" => StoredType.Int16,
            "i4" => StoredType.Int32,
            "i8" => StoredType.Int64,
            "u1" => StoredType.UInt8,
            "b1" => StoredType.Bool,
            _ => null,
        };
        return type is null ? null : (type, descr[0] == '>' || (descr[0] == '=' && !BitConverter.IsLittleEndian));
    }

    private sealed class Parser(BoundedSource source, string text)
    {
        private int _at;

        public NpyHeader Read()
        {
            (StoredType Type, bool IsBigEndian)? type = null;
            bool? fortran = null;
            long[]? sizes = null;
            Take('{');
            while (Next() != '}')
            {
                var key = Text();
                Take(':');
                if (key == "descr" && type is null)
                    type = Next() is '\'' or '"' && Text() is var descr
                        ? TypeOf(descr) ?? throw source.Wrong($"its numbers are of type '{descr}'", "f2, f4, f8, i1, i2, i4, i8, u1 or b1 with a byte order before it")
                        : throw source.Wrong("its elements are records of several fields", "plain numbers");
                else if (key == "fortran_order" && fortran is null)
                    fortran = Truth();
                else if (key == "shape" && sizes is null)
                    sizes = Tuple();
                else
                    throw Wrong();
                if (Next() == ',')
                    _at++;
                else if (Next() != '}')
                    throw Wrong();
            }

            _at++;
            if (Next() != '\0' || type is not { } found || fortran is null || sizes is null)
                throw Wrong();
            return new NpyHeader(found.Type, found.IsBigEndian, fortran.Value, sizes);
        }

        private DataFileException Wrong() => source.Wrong("its header cannot be read", Expected);

        private char Next()
        {
            while (_at < text.Length && text[_at] is ' ' or '\n')
                _at++;
            return _at < text.Length ? text[_at] : '\0';
        }

        private void Take(char expected)
        {
            if (Next() != expected)
                throw Wrong();
            _at++;
        }

        private string Text()
        {
            var quote = Next();
            var end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
            if (end < 0)
                throw Wrong();
            var value = text[(_at + 1)..end];
            _at = end + 1;
            return value;
        }

        private bool Truth()
        {
            Next();
            foreach (var (word, value) in new[] { ("True", true), ("False", false) })
            {
                if (string.CompareOrdinal(text, _at, word, 0, word.Length) == 0)
                {
                    _at += word.Length;
                    return value;
                }
            }

            throw Wrong();
        }

        private long[] Tuple()
        {
            List<long> sizes = [];
            Take('(');
            while (Next() != ')')
            {
                var start = _at;
                while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                    _at++;
                if (sizes.Count == MaximumRank || !long.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                    throw Wrong();
                sizes.Add(size);
                if (_at < text.Length && text[_at] == 'L') // Python 2 wrote so
                    _at++;
                if (Next() == ',')
                    _at++;
                else if (Next() != ')')
                    throw Wrong();
            }

            _at++;
            return [.. sizes];
        }
    }
}
