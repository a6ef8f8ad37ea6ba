using System.Globalization;
using Assay.Learning.Training;

namespace Assay.Learning.Tests.Training;

public sealed class TextProgressTests
{
    [Fact]
    public void An_epoch_is_a_line_of_its_metrics_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            var writer = new StringWriter { NewLine = "\n" };
            var metrics = new Dictionary<string, double?> { ["train/loss"] = 0.48125, ["valid/loss"] = 1.5e-7, ["valid/auc"] = null, ["valid/regret"] = -2, ["valid/cost"] = 12_345_678 };
            new TextProgress(writer).EpochEnded(new EpochReport(3, 40, metrics, 1e-3, 1.256));
            Assert.Equal("epoch  3  train/loss 0.4813  valid/loss 1.5E-07  valid/auc undefined  valid/regret -2.0000  valid/cost 1.235E+07  1.26 s\n", writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
