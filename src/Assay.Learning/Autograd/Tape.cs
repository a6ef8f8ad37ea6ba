namespace Assay.Learning.Autograd;

/// <summary>The operations of one step in the order in which they were computed, and the pool that their objects come from.</summary>
internal sealed class Tape
{
    private static int _kinds;
    private readonly List<Node> _nodes = [];
    private Stack<Node>?[] _pools = [];

    /// <summary>Operations recorded.</summary>
    public int Count => _nodes.Count;

    /// <summary>The operations, in the order in which they were computed.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>An operation of this type, new or used before, on the end of the tape.</summary>
    public TNode Add<TNode>()
        where TNode : Node, new()
    {
        var kind = NodeKind<TNode>.Index;
        var node = Pool(kind).TryPop(out var used) ? (TNode)used : new TNode { PoolIndex = kind };
        node.Position = _nodes.Count;
        _nodes.Add(node);
        return node;
    }

    /// <summary>Runs the operations up to <paramref name="root"/> backwards. The root's gradient is set.</summary>
    public void Backward(Node root)
    {
        for (var position = root.Position; position >= 0; position--)
        {
            var node = _nodes[position];
            unsafe
            {
                if (node.Gradient is null)
                    continue;
            }

            if (node.NeedsGradient)
                node.Backward();
            node.ReleaseGradient();
        }
    }

    /// <summary>Ends every operation and keeps its object for the next step.</summary>
    public void Clear()
    {
        foreach (var node in _nodes)
        {
            node.End();
            Pool(node.PoolIndex).Push(node);
        }

        _nodes.Clear();
    }

    private Stack<Node> Pool(int kind)
    {
        if (kind >= _pools.Length)
            Array.Resize(ref _pools, kind + 8);
        return _pools[kind] ??= new Stack<Node>();
    }

    internal static class NodeKind<TNode>
    {
        public static readonly int Index = Interlocked.Increment(ref _kinds) - 1;
    }
}
