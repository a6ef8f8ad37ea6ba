namespace Assay.Planning.Yaml;

/// <summary>
/// Tells what a scalar without quotes is: YAML 1.2's core rules, with one restriction: a number is one that JSON can write.
/// <c>0x1F</c>, <c>007</c>, <c>.inf</c> and <c>.nan</c> stay text, so that an id or label keeps its digits.
/// </summary>
internal static class PlainScalar
{
    /// <summary>The kind; the text becomes <c>null</c>, <c>true</c>, <c>false</c> or JSON's spelling of the number.</summary>
    public static ScalarKind KindOf(ref string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                text = "null";
                return ScalarKind.Null;
            case "true" or "True" or "TRUE":
                text = "true";
                return ScalarKind.Boolean;
            case "false" or "False" or "FALSE":
                text = "false";
                return ScalarKind.Boolean;
            default:
                if (NumberOrNull(text) is not { } number)
                    return ScalarKind.Text;
                text = number;
                return ScalarKind.Number;
        }
    }

    // sign? digits (. digits)? (e sign? digits)?, where the digits on one side of the point may be missing.
    private static string? NumberOrNull(string text)
    {
        var rest = text.AsSpan();
        var minus = rest[0] == '-';
        if (rest[0] is '-' or '+')
            rest = rest[1..];
        var whole = TakeDigits(ref rest);
        var fraction = ReadOnlySpan<char>.Empty;
        var hasPoint = rest.Length > 0 && rest[0] == '.';
        if (hasPoint)
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        if (whole.Length + fraction.Length == 0 || (whole.Length > 1 && whole[0] == '0') || !IsExponent(rest))
            return null;
        var isJson = whole.Length > 0 && (!hasPoint || fraction.Length > 0) && text[0] != '+';
        return isJson
            ? text
            : $"{(minus ? "-" : "")}{(whole.Length > 0 ? whole : "0")}{(hasPoint ? "." : "")}{(hasPoint && fraction.Length == 0 ? "0" : fraction)}{rest}";
    }

    private static bool IsExponent(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return true;
        if (rest[0] is not ('e' or 'E'))
            return false;
        rest = rest[1..];
        if (rest.Length > 0 && rest[0] is '-' or '+')
            rest = rest[1..];
        return TakeDigits(ref rest).Length > 0 && rest.IsEmpty;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }
}
