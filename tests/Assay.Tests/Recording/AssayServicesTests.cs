using Assay.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Tests.Recording;

public sealed class AssayServicesTests
{
    [Fact]
    public async Task A_container_opens_one_store_on_first_use_and_closes_it()
    {
        using var folder = new TemporaryFolder();
        var services = new OneService();
        services.AddAssay(folder.Path);
        var provider = services.Make<StoreProvider>();
        Assert.False(Directory.Exists(Path.Combine(folder.Path, ".assay")));
        var store = await provider.GetAsync();
        Assert.Same(store, await provider.GetAsync());
        await provider.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => store.StartRunAsync("spy"));
    }

    [Fact]
    public async Task A_container_that_never_used_the_store_closes_nothing()
    {
        using var folder = new TemporaryFolder();
        var services = new OneService();
        services.AddAssay(folder.Path);
        await services.Make<StoreProvider>().DisposeAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    /// <summary>Registrations without the rest of a container.</summary>
    private sealed class OneService : List<ServiceDescriptor>, IServiceCollection
    {
        public T Make<T>()
        {
            var only = Assert.Single(this, service => service.ServiceType == typeof(T) && service.Lifetime == ServiceLifetime.Singleton);
            return (T)only.ImplementationFactory!(null!);
        }
    }
}
