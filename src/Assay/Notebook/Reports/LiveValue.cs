namespace Assay.Notebook.Reports;

/// <summary>What a placeholder stands for.</summary>
/// <param name="Number">The number; null for a text.</param>
/// <param name="Text">How it is written when no format is asked for.</param>
internal sealed record LiveValue(double? Number, string Text)
{
    /// <summary>A number in the log's usual four digits.</summary>
    /// <param name="number">Any number.</param>
    /// <returns>The value.</returns>
    public static LiveValue Of(double number) => new(number, Markdown.Number(number));

    /// <summary>Whether it is what the author wrote: a number when it rounds to what was written, a text when it is the same.</summary>
    /// <param name="written">What was written.</param>
    /// <returns>True when it is.</returns>
    public bool Agrees(string written)
    {
        if (Number is not { } number || !decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected))
            return string.Equals(Text, written, StringComparison.Ordinal);
        // decimal keeps the digits that were written: 0.720 asserts three of them, 1.2e-5 one after the point of 1.2e-5.
        var unit = Math.Pow(10, -expected.Scale);
        return Math.Abs(number - (double)expected) <= unit / 2 * (1 + 1e-9);
    }
}
