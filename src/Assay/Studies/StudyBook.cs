using Assay.Foundation.Randomness;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Studies;

/// <summary>
/// What one process knows of a study, kept up by reading what changed. One caller at a time. A trial counts as ended when its outcome stands in the store;
/// it never changes after that, which is what makes proposals repeatable.
/// </summary>
/// <param name="records">The store.</param>
/// <param name="stored">The study as it was read.</param>
internal sealed class StudyBook(IRunStore records, StoredStudy stored)
{
    private readonly List<Trial?> _trials = [];
    private readonly List<RunStatus> _statuses = [];
    private readonly List<Observation> _finished = [];
    private readonly SortedSet<int> _open = [];
    private readonly SortedSet<int> _waiting = [];
    private long _revision = -1;

    /// <summary>The study without its trials.</summary>
    public Study Study { get; private set; } = StudyDocument.Read(stored);

    /// <summary>The study's document as it was read last.</summary>
    public string Document { get; private set; } = stored.Document;

    /// <summary>The space of now, made ready.</summary>
    public SearchSpace Space { get; private set; } = new(StudyDocument.Read(stored).Space);

    /// <summary>The number that is next, as far as is known.</summary>
    public int Next => _trials.Count;

    /// <summary>How many trials were lost or cancelled: they do not count towards what was wished for.</summary>
    public int Wasted { get; private set; }

    /// <summary>The trials that wait to be evaluated.</summary>
    public IReadOnlyCollection<int> Waiting => _waiting;

    /// <summary>The trials that have ended, as samplers see them, by number.</summary>
    public IReadOnlyList<Observation> Finished => _finished;

    /// <summary>The trials that are known, by number.</summary>
    public IEnumerable<Trial> Trials => _trials.OfType<Trial>();

    /// <summary>The trials that somebody works on or worked on when he died.</summary>
    public IEnumerable<Trial> Running => _open.Select(number => _trials[number]).OfType<Trial>().Where(trial => trial.State != TrialState.Waiting);

    /// <summary>A trial; null when it is not known.</summary>
    public Trial? this[int number] => number < _trials.Count ? _trials[number] : null;

    /// <summary>Reads what changed.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        var changes = await records.GetTrialChangesAsync(stored.Id, _revision, cancellationToken).ConfigureAwait(false);
        _revision = changes.Revision;
        if (!string.Equals(changes.Document, Document, StringComparison.Ordinal))
            TakeStudy(changes.Document);
        foreach (var trial in changes.Trials)
            Take(trial);
    }

    /// <summary>Changes the study's record, whatever others change meanwhile.</summary>
    /// <param name="change">Makes the changed study from the one of now; null when nothing is to be changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ChangeAsync(Func<Study, Study?> change, CancellationToken cancellationToken)
    {
        while (change(Study) is { } changed)
        {
            var document = StudyDocument.Write(changed);
            if (string.Equals(document, Document, StringComparison.Ordinal))
                return;
            if (await records.TryChangeStudyAsync(stored.Id, Document, document, cancellationToken).ConfigureAwait(false))
            {
                TakeStudy(document);
                return;
            }

            await SyncAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What a sampler is asked for a trial.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="trials">How many trials there are to be in all; null when open.</param>
    /// <param name="attempt">How many proposals were thrown away.</param>
    /// <returns>The request, and what the trial has to remember of it.</returns>
    public (SamplingRequest Request, TrialView Saw) Request(int number, int? trials, int attempt)
    {
        var (points, running) = (new List<double[]>(), new List<int>());
        foreach (var other in _open)
        {
            if (other == number || this[other] is not { State: not TrialState.Waiting } trial || TrialObservation.Running(Study, Space, trial) is not { } point)
                continue;
            points.Add(point);
            running.Add(other);
        }

        var below = _finished.Count == 0 ? 0 : _finished[^1].Number + 1;
        var request = new SamplingRequest(Space, number, new Seed((ulong)(Study.Seed ?? 0)))
        {
            Finished = _finished,
            Running = points,
            Objectives = 1 + Study.FurtherObjectives.Count,
            Trials = trials,
            Attempt = attempt,
        };
        return (request, new TrialView(below, [.. _open.TakeWhile(open => open < below)], running));
    }

    private void TakeStudy(string document)
    {
        var before = Study;
        Study = StudyDocument.Read(stored with { Document = document });
        Document = document;
        if (Study.Space.ToJson() == before.Space.ToJson())
            return;
        Space = new SearchSpace(Study.Space);
        for (var index = 0; index < _finished.Count; index++)
            _finished[index] = TrialObservation.Of(Study, Space, _trials[_finished[index].Number]!);
    }

    private void Take(StoredTrial found)
    {
        while (_trials.Count <= found.Number)
        {
            _open.Add(_trials.Count);
            _trials.Add(null);
            _statuses.Add(RunStatus.Planned);
        }

        var trial = TrialDocument.Read(found);
        Wasted += (IsWasted(found.Status) ? 1 : 0) - (IsWasted(_statuses[found.Number]) ? 1 : 0);
        (_trials[found.Number], _statuses[found.Number]) = (trial, found.Status);
        if (trial.State == TrialState.Waiting && found.Status == RunStatus.Planned)
            _waiting.Add(found.Number);
        else
            _waiting.Remove(found.Number);
        // A run that completed and whose value nobody has written yet is still being told of.
        if (!found.Status.HasEnded() || (found.Status == RunStatus.Completed && trial.Value is null))
            return;
        var observation = TrialObservation.Of(Study, Space, trial);
        if (_open.Remove(found.Number))
        {
            var at = _finished.Count;
            while (at > 0 && _finished[at - 1].Number > found.Number)
                at--;
            _finished.Insert(at, observation);
        }
        else
        {
            // Corrected by hand, or a lost run whose true end became known.
            _finished[_finished.FindIndex(known => known.Number == found.Number)] = observation;
        }
    }

    private static bool IsWasted(RunStatus status) => status is RunStatus.Lost or RunStatus.Cancelled;
}
