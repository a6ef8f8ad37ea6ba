namespace Assay.Planning.Yaml;

/// <summary>A node of the file with its place. An alias is its anchor's node itself, shared.</summary>
internal abstract class YamlNode(int line, int column, long size)
{
    private PlanValue? _value;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>Nodes in this tree with every alias written out; saturates at the reader's limit.</summary>
    public long Size { get; } = size;

    /// <summary>What a message calls it: "text", "a list".</summary>
    public abstract string Word { get; }

    /// <summary>Whether a scalar in this tree holds <c>${</c>.</summary>
    public abstract bool HasTemplate { get; }

    /// <summary>The node as written, nothing interpolated; made once.</summary>
    public PlanValue Value => _value ??= PlanValue.Of(this);
}
