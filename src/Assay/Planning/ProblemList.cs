using Assay.Planning.Yaml;

namespace Assay.Planning;

/// <summary>Collects the problems of one plan, each once, and not without end.</summary>
internal sealed class ProblemList(string file)
{
    /// <summary>Problems that are kept word for word; nobody reads more, and a file of garbage could hold millions.</summary>
    private const int Limit = 1000;

    private readonly List<PlanProblem> _problems = [];
    private readonly HashSet<(int Line, int Column, string What)> _seen = [];
    private int _leftOut;

    public int Count => _problems.Count + _leftOut;

    public bool Any => Count > 0;

    /// <summary>Whether another problem would still be kept, so that a costly suggestion is worth its time.</summary>
    public bool HasRoom => _problems.Count < Limit;

    public void Add(YamlNode node, KeyPath path, string message, string? suggestion = null) =>
        Add(node.Line, node.Column, path, message, suggestion);

    public void Add(int line, int column, KeyPath path, string message, string? suggestion = null)
    {
        if (!_seen.Add((line, column, message)))
            return;
        if (HasRoom)
            _problems.Add(new PlanProblem(file, line, column, path.ToString(), message) { Suggestion = suggestion });
        else
            _leftOut++;
    }

    /// <summary>Asks before a message is made: a mistake in <c>defaults</c> shows in every experiment, and is told once.</summary>
    /// <returns>Whether this mistake at this place is new.</returns>
    public bool IsNew(YamlNode node, string what)
    {
        if (!_seen.Add((node.Line, node.Column, "\0" + what)))
            return false;
        if (!HasRoom)
            _leftOut++;
        return HasRoom;
    }

    public PlanException ToException()
    {
        var sorted = _problems.OrderBy(p => p.Line).ThenBy(p => p.Column).ToList();
        if (_leftOut > 0)
            sorted.Add(new PlanProblem(file, 0, 0, "", $"{_leftOut} more problems are not listed"));
        return new PlanException(sorted);
    }
}
