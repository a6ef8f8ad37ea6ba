namespace Assay.Foundation.Formats;

/// <summary>Sums up what is read from a stream, as the base library does not check the sums of ZIP members.</summary>
/// <param name="inner">The decompressed content.</param>
internal sealed class CheckedStream(Stream inner) : Stream
{
    /// <summary>The CRC-32 of what was read.</summary>
    public uint Sum { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Sum = Crc32.Append(Sum, buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
