namespace Assay.Notebook.Text;

/// <summary>Keys of params and metrics as people's labels give them, and back.</summary>
internal static class LogKey
{
    /// <summary>The key of a label: lower case, words joined by "_"; "/", "." and "=" stay, so does the "-" of an exponent.</summary>
    /// <param name="label">E.g. <c>LR Schedule</c>, <c>best AUPRC</c>, <c>valid/loss</c>.</param>
    /// <returns>E.g. <c>lr_schedule</c>, <c>best_auprc</c>, <c>valid/loss</c>; empty when the label has no letter or digit.</returns>
    public static string Of(string label)
    {
        var key = new StringBuilder(label.Length);
        for (var i = 0; i < label.Length; i++)
        {
            var letter = label[i];
            var exponent = letter == '-' && i > 1 && i + 1 < label.Length && label[i - 1] is 'e' or 'E' && char.IsAsciiDigit(label[i - 2]) && char.IsAsciiDigit(label[i + 1]);
            if (char.IsLetterOrDigit(letter) || letter is '/' or '.' or '=' || exponent)
                key.Append(char.ToLowerInvariant(letter));
            else if (key.Length > 0 && key[^1] != '_')
                key.Append('_');
        }

        return key.ToString().Trim('_', '.', '/', '=');
    }

    /// <summary>A key as a label: "_" as blanks and a capital first, where that reads back as the same key.</summary>
    /// <param name="key">A key.</param>
    /// <returns>The label, or the key itself.</returns>
    public static string Label(string key)
    {
        if (!key.Contains('_', StringComparison.Ordinal) || key.Length < 8)
            return key;
        var label = char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' ');
        return Of(label) == key ? label : key;
    }
}
