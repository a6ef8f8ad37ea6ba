using Assay.Statistics;

namespace Assay.Numerics.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void An_undefined_quantity_gives_its_reason_instead_of_a_number()
    {
        var undefined = Quantity.Undefined("only one class occurs");
        Assert.False(undefined.IsDefined);
        Assert.Null(undefined.ValueOrNull);
        Assert.Equal("only one class occurs", Assert.Throws<InvalidOperationException>(() => undefined.Value).Message);
        Assert.Equal("undefined: only one class occurs", undefined.ToString());
    }

    [Fact]
    public void Infinity_is_a_number_and_NaN_is_not()
    {
        Assert.Equal(double.PositiveInfinity, Quantity.Of(double.PositiveInfinity).Value);
        Assert.Throws<ArgumentException>(() => Quantity.Of(double.NaN));
    }
}
