using Assay.Planning;
using Assay.Tracking;

namespace Assay.Execution.Plans;

/// <summary>Hears what happens while a plan is executed. Calls come from several threads, one at a time.</summary>
public interface IPlanRunObserver
{
    /// <summary>What will be done is known.</summary>
    /// <param name="due">Experiments that are due.</param>
    /// <param name="done">Experiments that are done already.</param>
    void Planned(int due, int done);

    /// <summary>A run begins.</summary>
    /// <param name="experiment">What it executes.</param>
    /// <param name="run">The run.</param>
    void Started(PlannedExperiment experiment, Run run);

    /// <summary>A running experiment logged a value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The metric's key.</param>
    /// <param name="point">The value logged last.</param>
    void Logged(RunId run, string key, MetricPoint point);

    /// <summary>A run ended.</summary>
    /// <param name="experiment">What it executed.</param>
    /// <param name="run">The run as it stands now.</param>
    void Ended(PlannedExperiment experiment, Run run);

    /// <summary>An experiment will not be executed by this runner.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="why">A sentence.</param>
    void Blocked(PlannedExperiment experiment, string why);

    /// <summary>Anything else a person should know.</summary>
    /// <param name="message">A sentence.</param>
    void Message(string message);
}
