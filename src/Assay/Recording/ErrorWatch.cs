using System.Runtime.ExceptionServices;

namespace Assay.Recording;

/// <summary>
/// Remembers the last exception thrown in the flow of code that began it, so that a run which is left by an exception can say which one.
/// </summary>
internal sealed class ErrorWatch : IDisposable
{
    private static readonly AsyncLocal<ErrorWatch?> Current = new();
    private readonly ErrorWatch? _outer;
    private volatile Exception? _last;
    private volatile bool _ended;

    private ErrorWatch(ErrorWatch? outer)
    {
        _outer = outer;
        AppDomain.CurrentDomain.FirstChanceException += OnThrown;
    }

    /// <summary>The exception thrown last; null when none was.</summary>
    public Exception? Last => _last;

    /// <summary>Begins a watch in the caller's flow; call it outside of async methods.</summary>
    /// <returns>The watch.</returns>
    public static ErrorWatch Begin()
    {
        // Those that ended are left out, or a program that starts run after run would keep them all.
        var outer = Current.Value;
        while (outer is { _ended: true })
            outer = outer._outer;
        return Current.Value = new ErrorWatch(outer);
    }

    public void Dispose()
    {
        _ended = true;
        AppDomain.CurrentDomain.FirstChanceException -= OnThrown;
    }

    private void OnThrown(object? sender, FirstChanceExceptionEventArgs e)
    {
        for (var watch = Current.Value; watch is not null; watch = watch._outer)
        {
            if (watch == this && !_ended)
                _last = e.Exception;
        }
    }
}
