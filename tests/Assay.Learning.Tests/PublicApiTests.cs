using Assay.Testing;

namespace Assay.Learning.Tests;

/// <summary>The public surface is held by an approved file: a change shows in review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_training_engine_s_surface_is_the_approved_one() =>
        Approved.Verify("tests/Assay.Learning.Tests/Expectations/PublicApi/Assay.Learning.txt", PublicSurface.Describe(typeof(Engine).Assembly));
}
