using Assay.Testing;

namespace Assay.Tests;

/// <summary>The public surface is held by approved files: a change shows in review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_library_s_surface_is_the_approved_one() =>
        Approved.Verify("tests/Assay.Tests/Expectations/PublicApi/Assay.txt", PublicSurface.Describe(typeof(AssayException).Assembly));

    [Fact]
    public void The_foundation_s_surface_is_the_approved_one() =>
        Approved.Verify("tests/Assay.Tests/Expectations/PublicApi/Assay.Foundation.txt", PublicSurface.Describe(typeof(Assay.Foundation.Files.AtomicFile).Assembly));
}
