namespace Assay.Tracking.Sqlite;

/// <summary>Bounds of what the store accepts, so that a mistaken program cannot fill it with one value.</summary>
internal static class Limits
{
    /// <summary>Most characters of a key.</summary>
    public const int Key = 250;

    /// <summary>Most characters of a name.</summary>
    public const int Name = 500;

    /// <summary>Most characters of one value.</summary>
    public const int Value = 1 << 20;

    /// <summary>Refuses a text that is empty or too long.</summary>
    /// <param name="what">What it is, for the sentence.</param>
    /// <param name="text">The text.</param>
    /// <param name="most">Most characters.</param>
    /// <exception cref="StoreException">It is.</exception>
    public static void Text(string what, string text, int most)
    {
        if (text.Length == 0 || text.Length > most)
            throw new ChangeRefusedException(string.Create(CultureInfo.InvariantCulture, $"'{Short(text)}' cannot be {what}: it has {text.Length} characters, 1 to {most} are expected."));
    }

    /// <summary>The beginning of a text, for a sentence.</summary>
    /// <param name="text">The text.</param>
    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
