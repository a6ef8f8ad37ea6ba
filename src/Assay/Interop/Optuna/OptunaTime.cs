namespace Assay.Interop.Optuna;

/// <summary>Times as Optuna writes them: with an offset and then exact, or without, of UTC or of the writer's zone.</summary>
internal static class OptunaTime
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="isUtc">Whether one without an offset is UTC; else it is taken for this machine's zone.</param>
    /// <returns>The time in UTC; null when there is none or it cannot be read.</returns>
    public static DateTimeOffset? Read(string? text, bool isUtc) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, isUtc ? DateTimeStyles.AssumeUniversal : DateTimeStyles.AssumeLocal, out var time) ? time.ToUniversalTime() : null;
}
