using System.Globalization;
using System.Xml.Linq;
using Assay.Notebook.Figures;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Tests.Notebook.Figures;

public sealed class LineChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_chart_is_as_approved() => Approved.Verify("tests/Assay.Tests/Expectations/Figures/scaling.svg", Some().ToSvg());

    [Fact]
    public void A_chart_is_one_xml_document_that_needs_nothing_from_outside()
    {
        var root = XDocument.Parse((Some() with { Title = "<script>alert('\u0001&\ud800')</script> \"a\"" }).ToSvg()).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Empty(root.Descendants(Svg + "script"));
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "href" or "src" or "style" || (attribute.Value.Contains("url(", StringComparison.Ordinal)));
        Assert.StartsWith("<script>alert(' &\ufffd')", root.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_without_a_place_breaks_the_line_and_is_said()
    {
        var chart = new LineChart("t", new ChartAxis("x") { IsLogarithmic = true }, new ChartAxis("y"), [new ChartSeries("s", [new(1, 1), new(10, 2), new(0, 3), new(100, double.NaN), new(1000, 1), new(10000, 1)], ChartMarks.Line)]);
        var root = XDocument.Parse(chart.ToSvg()).Root!;
        Assert.Equal(2 + 1, root.Descendants(Svg + "polyline").Count()); // two parts and the legend's key
        Assert.Contains(root.Descendants(Svg + "text"), text => text.Value == "2 points have no place on these axes and are left out.");
    }

    [Fact]
    public void Larger_values_stand_higher_and_farther_right() => Prop.ForAll(Gen.Choose(-1000, 1000).Two().ToArbitrary(), pair =>
    {
        var (a, b) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2) + 1);
        var chart = new LineChart("t", new ChartAxis("x"), new ChartAxis("y"), [new ChartSeries("", [new(a, a), new(b, b)], ChartMarks.Points)]);
        var discs = XDocument.Parse(chart.ToSvg()).Root!.Descendants(Svg + "circle").ToArray();
        return discs.Length == 2 && Place(discs[0], "cx") < Place(discs[1], "cx") && Place(discs[0], "cy") > Place(discs[1], "cy");
    }).Holds();

    [Theory]
    [InlineData(0.0, 1e-12)]
    [InlineData(5, 5)]
    [InlineData(-1e300, 1e300)]
    [InlineData(1, 1e30)]
    public void Odd_ranges_end_in_a_chart(double low, double high)
    {
        foreach (var isLogarithmic in new[] { false, true })
        {
            var axis = new ChartAxis("y") { IsLogarithmic = isLogarithmic };
            var text = new LineChart("t", new ChartAxis("x"), axis, [new ChartSeries("s", [new(0, low), new(1, high)], ChartMarks.Line | ChartMarks.Points)]).ToSvg();
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
            Assert.True(XDocument.Parse(text).Root!.Descendants(Svg + "text").Count() < 60);
        }
    }

    [Fact]
    public void A_chart_without_points_is_a_chart() => Assert.NotNull(XDocument.Parse(new LineChart("t", new ChartAxis("x") { IsLogarithmic = true }, new ChartAxis("y"), []).ToSvg()).Root);

    private static double Place(XElement disc, string name) => double.Parse(disc.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static LineChart Some() => new("AUPRC by labelled cases", new ChartAxis("labelled cases") { IsLogarithmic = true }, new ChartAxis("test AUPRC"),
    [
        new ChartSeries("manual, fit with 95 % band", [new(20, 0.48, 0.45, 0.51), new(200, 0.58, 0.56, 0.6), new(2000, 0.66, 0.6, 0.72)], ChartMarks.Line | ChartMarks.Band) { Color = 0 },
        new ChartSeries("manual, mean ± sd", [new(20, 0.485, 0.46, 0.51), new(200, 0.57, 0.55, 0.59), new(1191, 0.67, 0.58, 0.76)], ChartMarks.Points | ChartMarks.Bars) { Color = 0 },
        new ChartSeries("gpt", [new(20, 0.498), new(46438, 0.567)], ChartMarks.Line | ChartMarks.Dashed),
    ])
    {
        Markers = [(52, "crossover 52")],
        Remark = "The asymptote is not identifiable.",
    };
}
