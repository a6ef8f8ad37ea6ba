using Assay.Execution.Capture;
using Assay.Execution.Diagnosis;
using Assay.Execution.Local;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Results;

namespace Assay.Execution;

/// <summary>Judges how a run ended and writes its end: results, outputs, facts and status are one batch.</summary>
internal sealed class RunEnd(IRunStore store, ExecutionOptions options, LaunchRecord record, Lease lease, DateTimeOffset started, string whyStopped, IRunJudge? judge = null)
{
    private const int ErrorTailLength = 4 * 1024;
    private const int DiagnosisLength = 64 * 1024;
    private const int TestSummaryLength = 256 * 1024;
    private const int StepsLimit = 1 << 20;
    private const int ReasonLength = 1_000;

    private readonly string _folder = RunFolder.Of(store.Folder, lease.Run);

    internal async Task<ExecutionOutcome> WriteAsync(ChildExit exit, StopCause cause, IExecutionObserver observer)
    {
        var ended = options.Clock.GetUtcNow();
        var reading = ReadResults();
        var (files, outputProblems) = OutputFiles.Find(record.WorkingDirectory, record.Outputs);
        var errors = TextTail.Read(Path.Combine(_folder, RunFolder.StandardError), DiagnosisLength);
        var (status, why, error) = Judge(exit, cause, reading, errors);
        IReadOnlyList<Change> judged = [];
        if (judge is not null)
        {
            var before = status;
            (status, why, judged) = await judge.JudgeAsync(status, why, reading, _folder, ended).ConfigureAwait(false);
            if (status == RunStatus.Failed && before != RunStatus.Failed)
                error = new KeyError(why ?? "failed", "objective");
        }

        string[] remarks = status == RunStatus.Completed ? [.. reading.Missing, .. reading.Problems, .. outputProblems] : [.. reading.Problems];
        foreach (var remark in remarks)
            observer.Warned(lease.Run, remark);
        Change[] facts =
        [
            .. judged,
            .. files.Select(file => new AddArtifact(lease.Run, file)),
            .. remarks.Select(text => new AddRunNote(lease.Run, NoteKind.Note, text, options.Who)),
            new PatchRun(lease.Run, new RunPatch { ExitCode = exit.ExitCode, ErrorLine = error?.Line, ErrorKind = error?.Kind }, new RunDetails
            {
                Signal = exit.Signal,
                PeakMemory = exit.PeakMemory,
                CpuSeconds = exit.CpuSeconds,
                ErrorTail = errors.Length == 0 ? null : TextTail.Last(errors, ErrorTailLength),
                Steps = ReadSteps(exit),
            }),
        ];
        try
        {
            await WriteAsync([.. Metrics(reading, ended), .. facts, new SetStatus(lease.Run, status, options.Who, why, ended)]).ConfigureAwait(false);
        }
        catch (ChangeRefusedException e)
        {
            // Results that the store will never take are no results.
            (status, why) = (status == RunStatus.Completed ? RunStatus.Failed : status, why ?? "its results were refused: " + e.Message);
            await WriteAsync([.. facts, new AddRunNote(lease.Run, NoteKind.Note, "The results were refused: " + e.Message, options.Who), new SetStatus(lease.Run, status, options.Who, why, ended)]).ConfigureAwait(false);
        }

        return new ExecutionOutcome(lease.Run, status, why, exit.ExitCode, exit.Signal, ended < started ? TimeSpan.Zero : ended - started);
    }

    private Task WriteAsync(IReadOnlyList<Change> changes) => store.WriteAsync(new WriteBatch(changes, lease), CancellationToken.None);

    private (RunStatus Status, string? Why, KeyError? Error) Judge(ChildExit exit, StopCause cause, ResultReading reading, string errors)
    {
        if (cause is StopCause.Cancelled or StopCause.Pruned)
            return (cause == StopCause.Pruned ? RunStatus.Pruned : RunStatus.Cancelled, whyStopped, null);
        if (cause == StopCause.TimedOut)
            return Failed($"timed out after {Durations.Text(record.Timeout ?? TimeSpan.Zero)}", "timeout");
        if (exit.LauncherFailure is { } failure)
            return Failed(failure, "launch");
        if (exit.ExitCode is not { } code)
            return (RunStatus.Lost, $"its runner died, and its command ended without a trace{LastOutput()}", null);
        if (code != 0)
        {
            var output = TextTail.Read(Path.Combine(_folder, RunFolder.StandardOutput), DiagnosisLength);
            var why = exit.Signal is { } signal ? "killed by " + signal : "exit code " + code.ToString(CultureInfo.InvariantCulture);
            return (RunStatus.Failed, why, ErrorLine.Find(errors, output, code, exit.Signal));
        }

        if (record.Results.Count == 0 || reading.HasResult)
            return (RunStatus.Completed, null, null);
        var sentences = string.Join(' ', reading.Missing.Concat(reading.Problems));
        return Failed("exit code 0, but no result: " + (sentences.Length <= ReasonLength ? sentences : sentences[..ReasonLength] + "…"), "results");
    }

    private static (RunStatus Status, string? Why, KeyError? Error) Failed(string why, string kind) => (RunStatus.Failed, why, new KeyError(why, kind));

    // A result that was there before and was not touched is another run's.
    private ResultReading ReadResults()
    {
        if (record.Results.Count == 0)
            return new ResultReading([], [], []);
        var stale = record.Before.Where(before => before == LaunchRecord.FileState.Of(record.WorkingDirectory, before.Path)).Select(before => before.Path).ToHashSet(StringComparer.Ordinal);
        var fresh = record.Results.Where(r => r.Format == ResultFormat.StandardOutput || !stale.Contains(r.Location)).ToArray();
        var reading = ResultReader.Read(fresh, record.WorkingDirectory, Path.Combine(_folder, RunFolder.StandardOutput));
        return stale.Count == 0 ? reading : reading with
        {
            Missing = [.. reading.Missing, .. stale.Order(StringComparer.Ordinal).Select(path => $"{path}: was there before this run and is unchanged, so it is not its result.")],
        };
    }

    private IEnumerable<LogMetrics> Metrics(ResultReading reading, DateTimeOffset ended)
    {
        var known = reading.Metrics.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        var tests = TestCounts.Sum("tests", TestOutput.Recognize(TextTail.Read(Path.Combine(_folder, RunFolder.StandardOutput), TestSummaryLength)));
        var metrics = reading.Metrics.Concat(tests?.ToMetrics().Where(m => !known.Contains(m.Key)) ?? []);
        return metrics.GroupBy(m => m.Key, StringComparer.Ordinal).Select(series => new LogMetrics(
            lease.Run,
            record.Metrics.GetValueOrDefault(series.Key) ?? new MetricIdentity(series.Key),
            [.. series.Select(m => new MetricPoint(m.Step, ended, m.Value))]));
    }

    private IReadOnlyList<StepOutcome>? ReadSteps(ChildExit exit)
    {
        if (record.Chain is not { } chain)
            return null;
        // A handful of short lines; whatever else stands there is not the chain's.
        return CommandSteps.ReadStatus(CommandSteps.Split(chain), TextTail.Read(Path.Combine(_folder, RunFolder.Steps), StepsLimit), exit.ExitCode);
    }

    private string LastOutput()
    {
        var last = new DirectoryInfo(_folder) is { Exists: true } folder
            ? folder.EnumerateFiles().Where(f => f.Name is RunFolder.StandardOutput or RunFolder.StandardError || f.Name.StartsWith(Spool.SpoolIngester.FileName, StringComparison.Ordinal))
                .Where(f => f.Length > 0).Select(f => (DateTime?)f.LastWriteTimeUtc).Max()
            : null;
        return last is { } time ? string.Create(CultureInfo.InvariantCulture, $"; its last output was at {time:yyyy-MM-dd HH:mm:ss} UTC") : "";
    }
}
