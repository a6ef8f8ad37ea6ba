using System.Text.Encodings.Web;
using System.Text.Json;

namespace Assay.Tuning;

/// <summary>
/// The value of a parameter in a trial: a number, or anything else as text. Numbers are equal by value, however they were written
/// (<c>1e-05</c> and <c>0.00001</c>); a number and a text are never equal.
/// </summary>
public sealed class ParameterValue : IEquatable<ParameterValue>
{
    private ParameterValue(double? number, string text, string json)
    {
        Number = number;
        Text = text;
        Json = json;
    }

    /// <summary>The number, finite; null when the value is not one.</summary>
    public double? Number { get; }

    /// <summary>The value as people read it: shortest digits of a number, a text without quotes, else JSON.</summary>
    public string Text { get; }

    /// <summary>The value as JSON.</summary>
    public string Json { get; }

    /// <summary>A number.</summary>
    /// <param name="number">Finite.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The number is NaN or infinite.</exception>
    public static ParameterValue Of(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException("A parameter is a finite number.", nameof(number));
        // −0 and 0 are one value.
        var value = number == 0 ? 0 : number;
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return new(value, text, text);
    }

    /// <summary>A text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The value.</returns>
    public static ParameterValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(null, text, $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"");
    }

    /// <summary>A JSON value: a number becomes a number, a string a text, anything else its JSON text.</summary>
    /// <param name="element">The value.</param>
    /// <returns>The value.</returns>
    public static ParameterValue OfJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.GetDouble() is var number && double.IsFinite(number) => Of(number),
        JsonValueKind.String => Of(element.GetString()!),
        _ => new(null, element.GetRawText(), element.GetRawText()),
    };

    /// <inheritdoc/>
    public bool Equals(ParameterValue? other) =>
        other is not null && Number == other.Number && (Number is not null || string.Equals(Json, other.Json, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterValue);

    /// <inheritdoc/>
    public override int GetHashCode() => Number is { } number ? number.GetHashCode() : StringComparer.Ordinal.GetHashCode(Json);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
