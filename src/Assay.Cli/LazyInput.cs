namespace Assay.Cli;

/// <summary>Standard input, opened when something reads it.</summary>
internal sealed class LazyInput : TextReader
{
    private readonly Lazy<TextReader> _inner = new(() => new StreamReader(Console.OpenStandardInput(), Encoding.UTF8));

    /// <inheritdoc/>
    public override int Read() => _inner.Value.Read();

    /// <inheritdoc/>
    public override int Peek() => _inner.Value.Peek();

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => _inner.Value.Read(buffer, index, count);
}
