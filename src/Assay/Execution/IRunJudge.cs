using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Execution;

/// <summary>Has the last word on how a run ended, before its end is written: what it adds is written with it, in one transaction.</summary>
internal interface IRunJudge
{
    /// <summary>Judges an end.</summary>
    /// <param name="status">The status by exit code and results.</param>
    /// <param name="why">The reason; null for completed.</param>
    /// <param name="reading">What the declared results held.</param>
    /// <param name="folder">The run's folder, with its captured output.</param>
    /// <param name="ended">When it ended.</param>
    Task<RunJudgement> JudgeAsync(RunStatus status, string? why, ResultReading reading, string folder, DateTimeOffset ended);
}
