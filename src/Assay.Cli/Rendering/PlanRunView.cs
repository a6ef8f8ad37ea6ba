using Assay.Execution.Plans;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>
/// Shows a plan being executed: a line for everything that ends, and on a terminal below them one live line a running experiment with its
/// last metric. Where output is redirected only the plain lines are printed.
/// </summary>
internal sealed class PlanRunView : IPlanRunObserver, IDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private readonly CliHost _host;
    private readonly Screen _screen;
    private readonly bool _live;
    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, Line> _running = [];
    private readonly ITimer? _timer;
    private int _drawn;
    private int _due;
    private int _ended;
    private DateTimeOffset _began;

    public PlanRunView(CliHost host, Screen screen)
    {
        _host = host;
        _screen = screen;
        _live = host.IsTerminal && host.Environment("TERM") != "dumb";
        _began = host.Clock.GetUtcNow();
        if (_live)
            _timer = host.Clock.CreateTimer(_ => Redraw(), null, Refresh, Refresh);
    }

    public void Planned(int due, int done)
    {
        lock (_gate)
        {
            _due = due;
            Permanent(() => _screen.Line(due == 0
                ? $"nothing is due: {done} experiment{(done == 1 ? " is" : "s are")} done"
                : $"{due} experiment{(due == 1 ? " is" : "s are")} due{(done > 0 ? $", {done} done before" : "")}"));
        }
    }

    public void Started(PlannedExperiment experiment, Run run)
    {
        lock (_gate)
        {
            _running[run.Id] = new Line(experiment.Name, _host.Clock.GetUtcNow());
            if (!_live)
                Permanent(() => _screen.Line($"start      {experiment.Name}  run {run.Id.Tail}  {experiment.Command}"));
        }
    }

    public void Logged(RunId run, string key, MetricPoint point)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(run, out var line))
                line.Metric = string.Create(CultureInfo.InvariantCulture, $"{key} {Figures.Value(point.Value)}{(point.Step != 0 ? $" @{point.Step}" : "")}");
        }
    }

    public void Ended(PlannedExperiment experiment, Run run)
    {
        lock (_gate)
        {
            _running.Remove(run.Id);
            _ended++;
            Permanent(() =>
            {
                _screen.Write(run.Status.Name().PadRight(9), RunText.StatusInk(run)).Write($"  {experiment.Name}  run {run.Id.Tail}");
                if (run.Duration is { } took)
                    _screen.Write(string.Create(CultureInfo.InvariantCulture, $"  {took.TotalSeconds:0.0} s"), Ink.Dim);
                if (run.Status != RunStatus.Completed)
                    _screen.Write($"  {run.ErrorLine ?? run.Result}");
                _screen.Line();
            });
        }
    }

    public void Blocked(PlannedExperiment experiment, string why)
    {
        lock (_gate)
            Permanent(() => _screen.Write("blocked  ", Ink.Warn).Line($"  {experiment.Name}  {why}"));
    }

    public void Message(string message)
    {
        lock (_gate)
            Permanent(() => _screen.Line(message, Ink.Dim));
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            Erase();
            _host.Out.Flush();
        }
    }

    private void Permanent(Action print)
    {
        Erase();
        print();
        Draw();
        _host.Out.Flush();
    }

    private void Redraw()
    {
        lock (_gate)
        {
            Erase();
            Draw();
            _host.Out.Flush();
        }
    }

    private void Erase()
    {
        if (_drawn > 0)
            _host.Out.Write($"\e[{_drawn.ToString(CultureInfo.InvariantCulture)}A\r\e[J");
        _drawn = 0;
    }

    private void Draw()
    {
        if (!_live || _running.Count == 0)
            return;
        var now = _host.Clock.GetUtcNow();
        foreach (var line in _running.Values.OrderBy(l => l.Started))
            Put($"  {line.Name}  {(now - line.Started).TotalSeconds:0} s  {line.Metric}");
        var left = _due - _ended;
        var pace = _ended > 0 ? (now - _began) / _ended * left : (TimeSpan?)null;
        Put($"  {_ended} of {_due} ended{(pace is { } eta ? $", about {Span(eta)} left" : "")}");

        void Put(FormattableString text)
        {
            _screen.Line(TextWidth.Cut(SafeText.Of(text.ToString(CultureInfo.InvariantCulture)), _screen.Width - 1), Ink.Dim);
            _drawn++;
        }
    }

    private static string Span(TimeSpan span) => span.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds)} s")
        : span.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalMinutes)} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min");

    private sealed class Line(string name, DateTimeOffset started)
    {
        public string Name { get; } = name;

        public DateTimeOffset Started { get; } = started;

        public string Metric { get; set; } = "";
    }
}
