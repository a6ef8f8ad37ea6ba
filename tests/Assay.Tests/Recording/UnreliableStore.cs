using System.Reflection;
using Assay.Tracking;

namespace Assay.Tests.Recording;

/// <summary>A store whose writes fail as often as a test says: its disk is full for a while. Everything else reaches the store below.</summary>
public class UnreliableStore : DispatchProxy
{
    private IRunStore _below = null!;
    private int _failures;

    /// <summary>Puts an unreliable store before another.</summary>
    public static (IRunStore Store, UnreliableStore Control) Before(IRunStore below)
    {
        var store = Create<IRunStore, UnreliableStore>();
        var control = (UnreliableStore)store;
        control._below = below;
        return (store, control);
    }

    /// <summary>Lets the next writes fail.</summary>
    public void FailNext(int writes) => Volatile.Write(ref _failures, writes);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IRunStore.WriteAsync) && Interlocked.Decrement(ref _failures) >= 0)
            return Task.FromException(new StoreException("the disk is full"));
        return targetMethod.Invoke(_below, args);
    }
}
