using Assay.Tracking.Sqlite;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class RunNamesTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    [Fact]
    public void A_name_is_the_time_in_utc() => Assert.Equal("20260102_010405", RunNames.Stem(Time, null));

    [Fact]
    public void Under_slurm_it_names_the_job() => Assert.Equal("20260102_010405_j4711", RunNames.Stem(Time, "4711"));
}
