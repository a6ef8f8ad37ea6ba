using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>A part of a model that holds parameters and other modules. What it computes, its own <c>Forward</c> methods say.</summary>
public abstract class Module
{
    private readonly List<Parameter> _own = [];
    private readonly List<(string Name, Module Module)> _children = [];
    private Engine? _engine;
    private Parameter[]? _all;

    /// <summary>All parameters of this module and of those within, without buffers, in the order of their declaration.</summary>
    public IEnumerable<Parameter> Parameters => State.Where(parameter => !parameter.IsBuffer);

    /// <summary>All parameters and buffers of this module and of those within: what a checkpoint saves.</summary>
    public IReadOnlyList<Parameter> State => _all ??= [.. Collect()];

    /// <summary>Trainable numbers in all.</summary>
    public long ParameterCount => Parameters.Where(parameter => parameter.Trainable).Sum(parameter => parameter.Shape.Count);

    /// <summary>The engine that the module computes on.</summary>
    /// <exception cref="InvalidOperationException">The module is not initialized.</exception>
    public Engine Engine => _engine ?? throw new InvalidOperationException($"This {GetType().Name} has no values yet; call Initialize(engine) on the model first.");

    /// <summary>The modules directly within, with the names under which they were declared.</summary>
    protected IReadOnlyList<(string Name, Module Module)> Children => _children;

    /// <summary>Takes memory on an engine for every parameter and draws its first values: from the engine's seed and the parameter's name.</summary>
    /// <param name="engine">The engine to compute on.</param>
    /// <exception cref="InvalidOperationException">A module within is initialized already, or occurs twice.</exception>
    public void Initialize(Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        Initialize(engine, prefix: "");
    }

    /// <summary>Declares a parameter.</summary>
    /// <param name="name">Its name within this module, e.g. <c>weight</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">Its first values.</param>
    protected Parameter Declare(string name, Shape shape, Initializer initializer) => Declare(new Parameter(name, shape, initializer, isBuffer: false));

    /// <summary>Declares a buffer: numbers that the layer changes itself.</summary>
    /// <param name="name">Its name within this module.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">Its first values.</param>
    protected Parameter DeclareBuffer(string name, Shape shape, Initializer initializer) => Declare(new Parameter(name, shape, initializer, isBuffer: true));

    /// <summary>Declares a module within this one.</summary>
    /// <param name="name">Its name, the first part of its parameters' names.</param>
    /// <param name="module">The module.</param>
    /// <returns>The module.</returns>
    protected TModule Declare<TModule>(string name, TModule module)
        where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        _children.Add((name, module));
        return module;
    }

    private Parameter Declare(Parameter parameter)
    {
        _own.Add(parameter);
        return parameter;
    }

    private void Initialize(Engine engine, string prefix)
    {
        _engine = engine;
        foreach (var parameter in _own)
            parameter.Initialize(engine, prefix + parameter.Name);
        foreach (var (name, module) in _children)
            module.Initialize(engine, $"{prefix}{name}.");
    }

    private IEnumerable<Parameter> Collect() => _own.Concat(_children.SelectMany(child => child.Module.Collect()));
}
