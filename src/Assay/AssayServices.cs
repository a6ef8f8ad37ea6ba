using Assay.Linting;
using Microsoft.Extensions.DependencyInjection;

namespace Assay;

/// <summary>Registration for programs that have a service container.</summary>
public static class AssayServices
{
    /// <summary>Registers a <see cref="StoreProvider"/> that opens the store on first use and closes it with the container. Runs are linted when they end, unless the
    /// options name listeners of their own.</summary>
    /// <param name="services">The container's registrations.</param>
    /// <param name="location">A <c>.assay</c> folder, or the folder that holds one or shall hold one.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <returns>The same registrations.</returns>
    public static IServiceCollection AddAssay(this IServiceCollection services, string location, StoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(location);
        var chosen = options ?? new StoreOptions();
        if (chosen.Listeners.Count == 0)
            chosen = chosen with { Listeners = [new LintListener(chosen.Clock)] };
        return services.AddSingleton(_ => new StoreProvider(location, chosen));
    }
}
