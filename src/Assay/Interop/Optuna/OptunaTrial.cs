using Assay.Tracking;

namespace Assay.Interop.Optuna;

/// <summary>A trial as Optuna's files hold it, filled while a file is read.</summary>
internal sealed class OptunaTrial
{
    /// <summary>Its number in the study.</summary>
    public int Number { get; set; }

    /// <summary>RUNNING, COMPLETE, PRUNED, FAIL or WAITING.</summary>
    public string State { get; set; } = "RUNNING";

    /// <summary>The objectives, by their place.</summary>
    public SortedDictionary<int, MetricValue> Values { get; } = [];

    /// <summary>The parameters: Optuna's inner number and the distribution's JSON.</summary>
    public Dictionary<string, (double Inner, string Distribution)> Params { get; } = new(StringComparer.Ordinal);

    /// <summary>Intermediate values by step.</summary>
    public SortedDictionary<long, double> Reports { get; } = [];

    /// <summary>What the user noted, as JSON by key.</summary>
    public Dictionary<string, string> UserAttributes { get; } = new(StringComparer.Ordinal);

    /// <summary>What Optuna noted, as JSON by key.</summary>
    public Dictionary<string, string> SystemAttributes { get; } = new(StringComparer.Ordinal);

    /// <summary>When it began; null when unknown.</summary>
    public DateTimeOffset? Started { get; set; }

    /// <summary>When it ended; null when unknown.</summary>
    public DateTimeOffset? Ended { get; set; }

    /// <summary>When its worker last gave a sign of life; null when it gave none.</summary>
    public DateTimeOffset? Heartbeat { get; set; }

    /// <summary>Whether it has ended; nothing changes afterwards.</summary>
    public bool HasEnded => State is "COMPLETE" or "PRUNED" or "FAIL";
}
