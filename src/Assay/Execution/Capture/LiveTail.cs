using System.Runtime.CompilerServices;

namespace Assay.Execution.Capture;

/// <summary>Follows a text file that another process writes.</summary>
public static class LiveTail
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads what is there and what comes, as it comes, until cancelled or told that the writer has ended.</summary>
    /// <param name="path">The file; it need not exist yet.</param>
    /// <param name="last">How many bytes before its present end to begin with; the first line may be cut.</param>
    /// <param name="ended">Asked whether the writer has ended; what it wrote before is still read. Null follows until cancelled.</param>
    /// <param name="interval">How often to look.</param>
    /// <param name="clock">Paces the looking.</param>
    /// <param name="cancellationToken">Ends the reading without an exception.</param>
    /// <returns>Pieces of text, never cut inside a character; invalid UTF-8 becomes U+FFFD.</returns>
    public static async IAsyncEnumerable<string> FollowAsync(
        string path, long last, Func<bool>? ended, TimeSpan interval, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[BufferSize];
        var characters = new char[Encoding.UTF8.GetMaxCharCount(BufferSize)];
        long? position = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            // Asked before reading: what was written before the end is then surely seen.
            var isLast = ended?.Invoke() ?? false;
            int read;
            while ((read = Read(path, ref position, last, bytes)) > 0)
            {
                var count = decoder.GetChars(bytes.AsSpan(0, read), characters, flush: false);
                if (count > 0)
                    yield return new string(characters, 0, count);
            }

            if (isLast)
                yield break;
            await Task.Delay(interval, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static int Read(string path, ref long? position, long last, byte[] bytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            // A file that became shorter was begun anew.
            if (position is null || stream.Length < position)
                position = position is null ? Math.Max(0, stream.Length - last) : 0;
            stream.Position = position.Value;
            var read = stream.Read(bytes);
            position += read;
            return read;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0;
        }
    }
}
