namespace Assay.Testing;

/// <summary>A clock that moves only when a test moves it, backwards too.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public TestClock()
        : this(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
    }

    /// <summary>Called whenever the time is asked for: something that happens just then.</summary>
    public Action? Asked { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        Asked?.Invoke();
        return _now;
    }

    public void Advance(TimeSpan by) => _now += by;
}
