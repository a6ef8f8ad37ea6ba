namespace Assay.Notebook.Text;

/// <summary>How a number was written, so that another can be written the same way.</summary>
/// <param name="Decimals">Digits after the point.</param>
/// <param name="HasSign">Whether a plus was written.</param>
/// <param name="IsPercent">Whether a percent sign follows: the value is a hundredth of what is written.</param>
/// <param name="Exponent">Digits of the exponent; 0 when there is none.</param>
/// <param name="HasThousands">Whether commas group the digits.</param>
internal readonly record struct ValueStyle(int Decimals, bool HasSign, bool IsPercent, int Exponent, bool HasThousands)
{
    // Beyond this a decimal cannot hold what a percent stands for exactly.
    private const double LargestDecimal = 1e15;

    /// <summary>Writes a number in this style; with all its digits where the style would lose some.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>Text that <see cref="Parse"/> reads as the same number.</returns>
    public string Print(double value)
    {
        var text = Styled(value);
        if (Parse(text) != value)
            text = Exact(value);
        return HasSign && value >= 0 && !text.StartsWith('+') ? "+" + text : text;
    }

    /// <summary>Reads a number that the scanner found.</summary>
    /// <param name="text">Digits with sign, commas, exponent and percent sign as they come.</param>
    /// <returns>The value; a percentage as a fraction.</returns>
    public static double Parse(ReadOnlySpan<char> text)
    {
        var percent = text.EndsWith("%");
        var digits = percent ? text[..^1] : text;
        const NumberStyles Style = NumberStyles.Float | NumberStyles.AllowThousands;
        // By decimals, so that 44.4 % is 0.444 and not its neighbour.
        if (percent && decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out var exact))
            return (double)(exact / 100m);
        var value = double.Parse(digits, Style, CultureInfo.InvariantCulture);
        return percent ? value / 100 : value;
    }

    /// <summary>A number as JSON, with the digits it was written with where JSON takes them.</summary>
    /// <param name="text">Digits with sign, commas, exponent and percent sign as they come.</param>
    public static string Json(ReadOnlySpan<char> text)
    {
        var plain = text.StartsWith("+") ? text[1..] : text;
        var unsigned = plain.StartsWith("-") ? plain[1..] : plain;
        var isJson = unsigned.Length > 0 && char.IsAsciiDigit(unsigned[0]) && !(unsigned.Length > 1 && unsigned[0] == '0' && char.IsAsciiDigit(unsigned[1])) && !unsigned.ContainsAny(',', '%');
        return isJson ? plain.ToString() : Parse(text).ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>How a number that the scanner found is written.</summary>
    /// <param name="text">Digits with sign, commas, exponent and percent sign as they come.</param>
    public static ValueStyle Of(ReadOnlySpan<char> text)
    {
        var exponent = text.IndexOfAny('e', 'E');
        var point = text.IndexOf('.');
        var decimals = 0;
        if (point >= 0)
        {
            for (var at = point + 1; at < text.Length && char.IsAsciiDigit(text[at]); at++)
                decimals++;
        }

        var digits = exponent < 0 ? 0 : text[(exponent + 1)..].Length - (text[exponent + 1] is '+' or '-' ? 1 : 0);
        return new ValueStyle(decimals, text[0] == '+', text[^1] == '%', digits, text.Contains(','));
    }

    private string Styled(double value)
    {
        if (IsPercent)
            return Hundredfold(value) is { } hundred ? hundred.ToString("F" + Digits(Decimals), CultureInfo.InvariantCulture) + "%" : Exact(value);
        if (Exponent > 0)
            return value.ToString($"0{(Decimals > 0 ? "." + new string('0', Decimals) : "")}e-{new string('0', Exponent)}", CultureInfo.InvariantCulture);
        return value.ToString((HasThousands ? "N" : "F") + Digits(Decimals), CultureInfo.InvariantCulture);
    }

    private string Exact(double value) => IsPercent
        ? Hundredfold(value) is { } hundred ? hundred.ToString("0.############################", CultureInfo.InvariantCulture) + "%" : (value * 100).ToString("R", CultureInfo.InvariantCulture) + "%"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static decimal? Hundredfold(double value) =>
        Math.Abs(value) < LargestDecimal && decimal.TryParse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact * 100m : null;

    private static string Digits(int count) => Math.Min(count, 20).ToString(CultureInfo.InvariantCulture);
}
