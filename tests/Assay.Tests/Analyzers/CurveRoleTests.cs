using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Tests.Analyzers;

public sealed class CurveRoleTests
{
    [Theory]
    [InlineData("valid/loss", CurveSplit.Valid, "loss", false)]
    [InlineData("train_loss", CurveSplit.Train, "loss", false)]
    [InlineData("Train/Accuracy", CurveSplit.Train, "accuracy", true)]
    [InlineData("val.acc", CurveSplit.Valid, "accuracy", true)]
    [InlineData("val_metrics.auprc", CurveSplit.Valid, "metrics_auprc", true)]
    [InlineData("test-rmse", CurveSplit.Test, "rmse", false)]
    [InlineData("loss", CurveSplit.Unknown, "loss", false)]
    [InlineData("train/cross_entropy", CurveSplit.Train, "loss", false)]
    [InlineData("constraint", CurveSplit.Unknown, "constraint", true)]
    public void Split_quantity_and_direction_are_read_from_the_key(string key, CurveSplit split, string quantity, bool isHigherBetter) =>
        Assert.Equal(new CurveRole(split, quantity, isHigherBetter), CurveRole.Of(new MetricIdentity(key)));

    [Fact]
    public void What_was_declared_goes_before_the_key() =>
        Assert.Equal(new CurveRole(CurveSplit.Test, "gain", false), CurveRole.Of(new MetricIdentity("valid/gain") { Split = "test", Direction = Direction.Minimize }));
}
