using Assay.Statistics;
using Assay.Testing;

namespace Assay.Numerics.Tests;

/// <summary>The public surface is held by an approved file: a change shows in review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_surface_of_statistics_and_evaluation_is_the_approved_one() =>
        Approved.Verify("tests/Assay.Numerics.Tests/Expectations/PublicApi/Assay.Numerics.txt", PublicSurface.Describe(typeof(Quantity).Assembly));
}
