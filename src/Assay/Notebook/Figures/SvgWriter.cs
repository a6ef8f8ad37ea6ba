namespace Assay.Notebook.Figures;

/// <summary>Writes an SVG document: coordinates with two decimals, every text escaped, no reference to anything outside.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a document.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    public SvgWriter(double width, double height, string title)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Of(width)} {Of(height)}\" width=\"{Of(width)}\" height=\"{Of(height)}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\" color=\"#222\">\n");
        _text.Append(CultureInfo.InvariantCulture, $"<title>{Escaped(title)}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    }

    /// <summary>Attributes with numbers as SVG has them.</summary>
    public static string Attributes(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>A line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string attributes) =>
        _text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Of(x1)}\" y1=\"{Of(y1)}\" x2=\"{Of(x2)}\" y2=\"{Of(y2)}\" {attributes}/>\n");

    /// <summary>A text.</summary>
    public void Text(double x, double y, string text, string attributes) =>
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Of(x)}\" y=\"{Of(y)}\" fill=\"currentColor\"{(attributes.Length > 0 ? " " + attributes : "")}>{Escaped(text)}</text>\n");

    /// <summary>A line through points; nothing for fewer than two.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, string color, bool isDashed)
    {
        if (points.Count > 1)
            _text.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{Places(points)}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"{(isDashed ? " stroke-dasharray=\"6 4\"" : "")}/>\n");
    }

    /// <summary>A translucent surface; nothing for fewer than three corners.</summary>
    public void Surface(IReadOnlyList<(double X, double Y)> corners, string color)
    {
        if (corners.Count > 2)
            _text.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Places(corners)}\" fill=\"{color}\" fill-opacity=\"0.18\"/>\n");
    }

    /// <summary>A disc.</summary>
    public void Disc(double x, double y, string color) =>
        _text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Of(x)}\" cy=\"{Of(y)}\" r=\"3.5\" fill=\"{color}\"/>\n");

    /// <summary>Begins a group of which only what lies in the rectangle is seen; a nested document does that without an id, which pages with several figures would share.</summary>
    public void BeginClip(double x, double y, double width, double height) =>
        _text.Append(CultureInfo.InvariantCulture, $"<svg x=\"{Of(x)}\" y=\"{Of(y)}\" width=\"{Of(width)}\" height=\"{Of(height)}\" viewBox=\"{Of(x)} {Of(y)} {Of(width)} {Of(height)}\" overflow=\"hidden\">\n");

    /// <summary>Ends the group.</summary>
    public void EndGroup() => _text.Append("</svg>\n");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString() + "</svg>\n";

    private static string Places(IReadOnlyList<(double X, double Y)> points) => string.Join(' ', points.Select(point => $"{Of(point.X)},{Of(point.Y)}"));

    // Beyond this nothing is visible, and a renderer's arithmetic ends.
    private static string Of(double value) => Math.Clamp(value, -1e5, 1e5).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        // Runes: half a surrogate pair, which XML cannot hold, becomes U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                // XML has no way to write these at all.
                < ' ' or 0xfffe or 0xffff => escaped.Append(' '),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
