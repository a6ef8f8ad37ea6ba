namespace Assay.Notebook.Figures;

/// <summary>A chart of lines, bands, bars and points over two axes, written as one SVG that needs nothing else: no script, no font, no style sheet.</summary>
/// <param name="Title">What is shown; a sentence.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn, the first lowest.</param>
public sealed record LineChart(string Title, ChartAxis X, ChartAxis Y, IReadOnlyList<ChartSeries> Series)
{
    private const double Left = 64;
    private const double Right = 16;
    private const double Top = 44;
    private const double AxisHeight = 46;
    private const double LegendLine = 18;
    private const double LegendGap = 12;

    // Okabe and Ito, "Color universal design" (2008): apart for every common kind of color vision; black last.
    private static readonly string[] Palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    /// <summary>Width in pixels of a screen, at least 200.</summary>
    public int Width { get; init; } = 720;

    /// <summary>Height in pixels of a screen without the legend, at least 150.</summary>
    public int Height { get; init; } = 420;

    /// <summary>Values of the horizontal axis that get a vertical line and a text.</summary>
    public IReadOnlyList<(double X, string Text)> Markers { get; init; } = [];

    /// <summary>A sentence below the chart; null for none.</summary>
    public string? Remark { get; init; }

    /// <summary>The SVG; equal charts give equal texts.</summary>
    /// <returns>A document with one root element, for a file or to stand inside an HTML page.</returns>
    public string ToSvg()
    {
        var x = new ChartScale(X, [.. Series.SelectMany(series => series.Points).Select(point => point.X), .. Markers.Select(marker => marker.X)], Left, Width - Right);
        var y = new ChartScale(Y, Series.SelectMany(Heights), Height - AxisHeight, Top);
        (ChartSeries Series, string Color)[] drawn = [.. Series.Select((series, index) => (series, Palette[(series.Color ?? index) % Palette.Length]))];
        var named = drawn.Where(entry => entry.Series.Name.Length > 0).ToArray();
        var missing = Series.SelectMany(series => series.Points).Count(point => !x.HasPlace(point.X) || !y.HasPlace(point.Y));
        string[] remarks = [.. Remark is null ? Array.Empty<string>() : [Remark], .. missing == 0 ? Array.Empty<string>() : [Missing(missing)]];

        var svg = new SvgWriter(Width, Height + LegendGap + (LegendLine * (named.Length + remarks.Length)), Title);
        svg.Text(Left, 24, Title, "font-weight=\"bold\" font-size=\"15\"");
        Axes(svg, x, y);
        svg.BeginClip(Left, Top, Width - Right - Left, Height - AxisHeight - Top);
        foreach (var (series, color) in drawn)
            Draw(svg, series, color, x, y);
        svg.EndGroup();
        foreach (var (at, text) in Markers.Where(marker => x.Holds(marker.X)))
        {
            svg.Line(x.Place(at), Top, x.Place(at), Height - AxisHeight, "stroke=\"currentColor\" stroke-dasharray=\"2 3\"");
            svg.Text(x.Place(at) + 4, Top + 12, text, "font-size=\"11\"");
        }

        var line = Height + LegendGap;
        foreach (var (series, color) in named)
        {
            Key(svg, series, color, line - 4);
            svg.Text(Left + 34, line, series.Name, "");
            line += LegendLine;
        }

        foreach (var remark in remarks)
        {
            svg.Text(Left, line, remark, "font-style=\"italic\"");
            line += LegendLine;
        }

        return svg.ToString();
    }

    private static string Missing(int points) =>
        string.Create(CultureInfo.InvariantCulture, $"{points} point{(points == 1 ? " has" : "s have")} no place on these axes and {(points == 1 ? "is" : "are")} left out.");

    private static IEnumerable<double> Heights(ChartSeries series)
    {
        var hasEnds = (series.Marks & (ChartMarks.Band | ChartMarks.Bars)) != ChartMarks.None;
        foreach (var point in series.Points)
        {
            yield return point.Y;
            if (hasEnds && point.Lower is { } lower)
                yield return lower;
            if (hasEnds && point.Upper is { } upper)
                yield return upper;
        }
    }

    private void Axes(SvgWriter svg, ChartScale x, ChartScale y)
    {
        const string Grid = "stroke=\"currentColor\" stroke-opacity=\"0.15\"";
        double bottom = Height - AxisHeight, right = Width - Right;
        foreach (var (value, text) in x.Ticks)
        {
            svg.Line(x.Place(value), text.Length > 0 ? Top : bottom - 4, x.Place(value), bottom, Grid);
            if (text.Length > 0)
                svg.Text(x.Place(value), bottom + 16, text, "text-anchor=\"middle\" font-size=\"11\"");
        }

        foreach (var (value, text) in y.Ticks)
        {
            svg.Line(Left, y.Place(value), text.Length > 0 ? right : Left + 4, y.Place(value), Grid);
            if (text.Length > 0)
                svg.Text(Left - 6, y.Place(value) + 4, text, "text-anchor=\"end\" font-size=\"11\"");
        }

        svg.Line(Left, Top, Left, bottom, "stroke=\"currentColor\"");
        svg.Line(Left, bottom, right, bottom, "stroke=\"currentColor\"");
        svg.Text((Left + right) / 2, bottom + 36, X.Label, "text-anchor=\"middle\"");
        svg.Text(14, (Top + bottom) / 2, Y.Label, SvgWriter.Attributes($"text-anchor=\"middle\" transform=\"rotate(-90 14 {(Top + bottom) / 2})\""));
    }

    private static void Draw(SvgWriter svg, ChartSeries series, string color, ChartScale x, ChartScale y)
    {
        foreach (var part in Parts(series.Points, x, y))
        {
            if (series.Marks.HasFlag(ChartMarks.Band))
            {
                ChartPoint[] ends = [.. part.Where(point => point.Lower is { } lower && point.Upper is { } upper && y.HasPlace(lower) && y.HasPlace(upper))];
                svg.Surface([.. ends.Select(point => (x.Place(point.X), y.Place(point.Upper!.Value))), .. ends.Reverse().Select(point => (x.Place(point.X), y.Place(point.Lower!.Value)))], color);
            }

            if (series.Marks.HasFlag(ChartMarks.Line))
                svg.Path([.. part.Select(point => (x.Place(point.X), y.Place(point.Y)))], color, series.Marks.HasFlag(ChartMarks.Dashed));
            foreach (var point in part)
            {
                if (series.Marks.HasFlag(ChartMarks.Bars) && point.Lower is { } lower && point.Upper is { } upper && y.HasPlace(lower) && y.HasPlace(upper))
                    svg.Line(x.Place(point.X), y.Place(lower), x.Place(point.X), y.Place(upper), $"stroke=\"{color}\" stroke-width=\"1.5\"");
                if (series.Marks.HasFlag(ChartMarks.Points))
                    svg.Disc(x.Place(point.X), y.Place(point.Y), color);
            }
        }
    }

    // Stretches of points that have a place; one that has none breaks the line.
    private static List<List<ChartPoint>> Parts(IReadOnlyList<ChartPoint> points, ChartScale x, ChartScale y)
    {
        var parts = new List<List<ChartPoint>>();
        List<ChartPoint>? part = null;
        foreach (var point in points)
        {
            if (!x.HasPlace(point.X) || !y.HasPlace(point.Y))
            {
                part = null;
                continue;
            }

            if (part is null)
                parts.Add(part = []);
            part.Add(point);
        }

        return parts;
    }

    private static void Key(SvgWriter svg, ChartSeries series, string color, double y)
    {
        if (series.Marks.HasFlag(ChartMarks.Band))
            svg.Surface([(Left, y - 5), (Left + 26, y - 5), (Left + 26, y + 5), (Left, y + 5)], color);
        if (series.Marks.HasFlag(ChartMarks.Line))
            svg.Path([(Left, y), (Left + 26, y)], color, series.Marks.HasFlag(ChartMarks.Dashed));
        if (series.Marks.HasFlag(ChartMarks.Bars))
            svg.Line(Left + 13, y - 6, Left + 13, y + 6, $"stroke=\"{color}\" stroke-width=\"1.5\"");
        if (series.Marks.HasFlag(ChartMarks.Points))
            svg.Disc(Left + 13, y, color);
    }
}
