using System.Collections.Immutable;
using System.Security.Cryptography;
using Assay.Foundation.Files;
using Assay.Tracking;

namespace Assay.Execution.Spool;

/// <summary>
/// Reads one spool file from where its rows were committed. <see cref="Read()"/> looks ahead, <see cref="Accept"/> moves on: what was not
/// accepted is read again. Whole lines only; the beginning of a line that is still being written is left for later.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="clock">Gives the time of values that state none.</param>
internal sealed class SpoolReader(string path, TimeProvider clock)
{
    /// <summary>Longest line that is read, in bytes.</summary>
    internal const int LineLimit = 1 << 20;

    /// <summary>How much of the beginning tells whether a file is still the same.</summary>
    internal const int HeadLength = 4096;

    private const int BatchLines = 20_000;
    private const int BatchBytes = 4 << 20;

    private byte[] _head = [];
    private long _line;
    private ImmutableDictionary<string, MetricIdentity> _declared = ImmutableDictionary.Create<string, MetricIdentity>(StringComparer.Ordinal);

    // How far an overlong line was searched for its end; searched bytes are not searched again.
    private long _searched;

    /// <summary>File name, without its folder.</summary>
    internal string Name { get; } = Path.GetFileName(path);

    /// <summary>Bytes that were accepted.</summary>
    internal long Offset { get; private set; }

    /// <summary>Why nothing more is read, a sentence; null while the file is sound.</summary>
    internal string? Refusal { get; private set; }

    /// <summary>Why the last look failed, which the next one may not; null when it did not.</summary>
    internal string? Trouble { get; private set; }

    /// <summary>Digest of a file's beginning.</summary>
    internal static string Digest(ReadOnlySpan<byte> head) => Convert.ToHexStringLower(SHA256.HashData(head));

    /// <summary>Goes on from a committed position, reading again what the consumed lines declared.</summary>
    internal void Resume(SpoolPosition position)
    {
        while (Offset < position.Offset && Read(position.Offset) is { } batch)
            Accept(batch, batch.Lines.Count);
        if (Refusal is null && (Offset != position.Offset || Digest(_head) != position.HeadDigest))
            Refusal = $"{Name} is not the file whose first {position.Offset.ToString(CultureInfo.InvariantCulture)} bytes were read: it was overwritten. Nothing more is read from it.";
    }

    /// <summary>Reads the next lines; null when there is no whole one, or the file was refused.</summary>
    internal SpoolBatch? Read() => Read(long.MaxValue);

    /// <summary>Moves past the first lines of a batch.</summary>
    /// <param name="batch">The batch read last.</param>
    /// <param name="lines">How many of its lines; all of them take the blank ones after them along.</param>
    internal void Accept(SpoolBatch batch, int lines)
    {
        if (lines > 0)
            _declared = batch.Lines[lines - 1].Declared;
        (Offset, _line) = lines == batch.Lines.Count ? (batch.To, batch.LinesTo) : (batch.Lines[lines - 1].End, batch.Lines[lines - 1].Number);
        _head = batch.Head[..(int)Math.Min(batch.Head.Length, Offset)];
        _searched = 0;
    }

    /// <summary>Bytes after the last whole line; 0 when there are none or there is no file.</summary>
    internal long Unfinished()
    {
        try
        {
            return Refusal is null ? Math.Max(0, new FileInfo(path).Length - Offset) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private SpoolBatch? Read(long end)
    {
        Trouble = null;
        if (Refusal is not null)
            return null;
        try
        {
            // Nothing to read; and a command may have put a pipe there, which to open would wait for a writer.
            if (FileLength.Of(path) == 0)
            {
                if (Offset > 0)
                    Refusal = $"{Name} was emptied or replaced after a part of it was read; nothing more is read from it.";
                return null;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var length = Math.Min(stream.Length, end);
            if (!IsSame(stream, stream.Length) || length <= Offset)
                return null;
            stream.Position = Offset;
            var bytes = new byte[(int)Math.Min(BatchBytes, length - Offset)];
            var chunk = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            var last = chunk.LastIndexOf((byte)'\n');
            if (last >= 0)
                return Lines(chunk[..(last + 1)]);
            return chunk.Length > LineLimit ? PassOver(stream, chunk, length) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            if (Offset > 0)
                Refusal = $"{Name} was removed after a part of it was read; the rest is not known.";
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trouble = e.Message;
            return null;
        }
    }

    private bool IsSame(FileStream stream, long length)
    {
        if (length < Offset)
        {
            Refusal = string.Create(CultureInfo.InvariantCulture, $"{Name} has {length} bytes, fewer than the {Offset} that were read of it: it was overwritten. Nothing more is read from it.");
            return false;
        }

        Span<byte> head = stackalloc byte[HeadLength];
        head = head[..stream.ReadAtLeast(head[.._head.Length], _head.Length, throwOnEndOfStream: false)];
        if (head.SequenceEqual(_head))
            return true;
        Refusal = $"{Name} begins otherwise than when it was read before: it was overwritten. Nothing more is read from it.";
        return false;
    }

    private SpoolBatch Lines(ReadOnlySpan<byte> chunk)
    {
        var lines = new List<SpoolLine>();
        var declared = _declared;
        var number = _line;
        var position = 0;
        while (position < chunk.Length && lines.Count < BatchLines)
        {
            var length = chunk[position..].IndexOf((byte)'\n');
            var line = chunk.Slice(position, length);
            position += length + 1;
            number++;
            if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            var said = length > LineLimit ? TooLong(length) : SpoolParser.Parse(line, clock.GetUtcNow());
            if (said is SpoolEvent.Series series)
                declared = declared.SetItem(series.Key, series.Declared);
            lines.Add(new SpoolLine(number, Offset + position, said, declared));
        }

        return new SpoolBatch(Offset, Offset + position, number, lines, HeadWith(chunk[..position]));
    }

    // A line that does not fit a batch is not read at all: only its end is searched, piece by piece.
    private SpoolBatch? PassOver(FileStream stream, ReadOnlySpan<byte> chunk, long length)
    {
        var head = HeadWith(chunk);
        var buffer = new byte[BatchBytes];
        _searched = Math.Max(_searched, Offset + chunk.Length);
        stream.Position = _searched;
        while (_searched < length)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, length - _searched));
            if (read == 0)
                break;
            var found = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            if (found < 0)
            {
                _searched += read;
                continue;
            }

            var end = _searched + found + 1;
            return new SpoolBatch(Offset, end, _line + 1, [new SpoolLine(_line + 1, end, TooLong(end - 1 - Offset), _declared)], head);
        }

        return null;
    }

    private byte[] HeadWith(ReadOnlySpan<byte> chunk) =>
        _head.Length == HeadLength ? _head : [.. _head, .. chunk[..Math.Min(chunk.Length, HeadLength - _head.Length)]];

    private static SpoolEvent.Problem TooLong(long length) =>
        new(string.Create(CultureInfo.InvariantCulture, $"has {length:N0} bytes, more than the {LineLimit:N0} that are read of a line; it was passed over."));
}
