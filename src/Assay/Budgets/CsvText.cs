namespace Assay.Budgets;

/// <summary>Writes rows as RFC 4180 has them, with "\n" at the ends of lines; only fields that need quotes have them.</summary>
internal static class CsvText
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>Adds a row.</summary>
    /// <param name="text">What is written so far.</param>
    /// <param name="fields">The row's fields, at least one.</param>
    public static void Append(StringBuilder text, IEnumerable<string> fields)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            // White space at an edge would be lost by readers that trim.
            if (field.AsSpan().IndexOfAny(Special) < 0 && (field.Length == 0 || !(char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1]))))
                text.Append(field);
            else
                text.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        text.Append('\n');
    }

    /// <summary>A number with every digit it has.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);
}
