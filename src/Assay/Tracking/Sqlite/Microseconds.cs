namespace Assay.Tracking.Sqlite;

/// <summary>Times as the store keeps them: whole microseconds since 1970, UTC.</summary>
internal static class Microseconds
{
    /// <summary>A time as microseconds; what is finer is cut off.</summary>
    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A time or nothing as microseconds.</summary>
    public static long? Of(DateTimeOffset? time) => time is { } value ? Of(value) : null;

    /// <summary>Microseconds as a time.</summary>
    public static DateTimeOffset ToTime(long value) => new((value * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.Zero);

    /// <summary>Microseconds or nothing as a time.</summary>
    public static DateTimeOffset? ToTime(long? value) => value is { } number ? ToTime(number) : null;
}
