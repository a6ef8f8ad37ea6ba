namespace Assay.Planning;

/// <summary>The keys that lead to a place in the plan; made into text only when a problem names it.</summary>
internal sealed class KeyPath
{
    public static readonly KeyPath Top = new(null, "", -1);

    private readonly KeyPath? _parent;
    private readonly string _name;
    private readonly int _index;

    private KeyPath(KeyPath? parent, string name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public KeyPath Key(string name) => new(this, name, -1);

    public KeyPath Item(int index) => new(this, "", index);

    public override string ToString()
    {
        if (_parent is null)
            return "";
        var before = _parent.ToString();
        if (_index >= 0)
            return $"{before}[{_index}]";
        return before.Length == 0 ? _name : $"{before}.{_name}";
    }
}
