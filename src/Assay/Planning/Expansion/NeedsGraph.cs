using Assay.Foundation.Text;
using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>
/// Who waits for whom. A group (priority or phase) is done when its members are; "start of P" stands for what every member of P
/// waits for, so that a priority of thousands of experiments costs one node.
/// </summary>
internal sealed class NeedsGraph(ProblemList problems)
{
    private readonly Dictionary<string, List<(string To, Setting? Need)>> _edges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly List<(string From, string Name, Setting Need)> _needs = [];

    public void AddPhase(string id) => _named.TryAdd(id, "group " + id);

    public void AddPriority(string id)
    {
        if (_named.TryAdd(id, "group " + id))
            Edge("group " + id, "start " + id);
    }

    /// <summary>An experiment without needs of its own stands for its priority's start; one with needs is a node.</summary>
    public void AddExperiment(string id, string? priority, bool hasOwnNeeds)
    {
        if (priority is null)
        {
            _named.TryAdd(id, "one " + id);
        }
        else if (!hasOwnNeeds)
        {
            _named.TryAdd(id, "start " + priority);
        }
        else if (_named.TryAdd(id, "one " + id))
        {
            Edge("group " + priority, "one " + id);
            Edge("one " + id, "start " + priority);
        }
    }

    /// <summary>A phase's item.</summary>
    public void AddItem(string phase, string item)
    {
        if (_named.TryGetValue(item, out var node))
            Edge("group " + phase, node);
    }

    public void PriorityNeeds(string priority, IEnumerable<Setting> needs) => AddNeeds("start " + priority, needs);

    public void ExperimentNeeds(string id, IEnumerable<Setting> needs) => AddNeeds("one " + id, needs);

    /// <summary>Reports needs of unknown names, then every circle of needs.</summary>
    public void Check()
    {
        foreach (var (from, name, need) in _needs)
        {
            if (_named.TryGetValue(name, out var node))
                Edge(from, node, need);
            else if (problems.IsNew(need.Node, name))
                problems.Add(need.Node, need.Path, $"'{name}' is not a priority, phase or experiment of this plan", NearWord.Suggest(name, _named.Keys));
        }

        // 0 not seen, 1 on the path, 2 done. No recursion: a chain of needs may be as long as the plan.
        var state = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var start in _edges.Keys)
            Visit(start, state);
    }

    private void Visit(string start, Dictionary<string, int> state)
    {
        if (state.ContainsKey(start))
            return;
        var path = new List<(string Node, int Next)> { (start, 0) };
        state[start] = 1;
        while (path.Count > 0)
        {
            var (node, next) = path[^1];
            if (!_edges.TryGetValue(node, out var edges) || next == edges.Count)
            {
                state[node] = 2;
                path.RemoveAt(path.Count - 1);
                continue;
            }

            path[^1] = (node, next + 1);
            var to = edges[next].To;
            var seen = state.GetValueOrDefault(to);
            if (seen == 1)
                ReportCircle(path, to);
            if (seen != 0)
                continue;
            state[to] = 1;
            path.Add((to, 0));
        }
    }

    private void ReportCircle(List<(string Node, int Next)> path, string first)
    {
        var circle = path.SkipWhile(step => step.Node != first).ToList();
        var need = circle.Select(step => _edges[step.Node][step.Next - 1].Need).Last(setting => setting is not null)!;
        var names = new List<string>();
        foreach (var name in circle.Select(step => step.Node).Append(first).Select(node => node[(node.IndexOf(' ', StringComparison.Ordinal) + 1)..]))
        {
            if (names.Count == 0 || names[^1] != name)
                names.Add(name);
        }

        if (problems.IsNew(need.Node, "circle"))
        {
            problems.Add(need.Node, need.Path, names.Count == 1
                ? $"{names[0]} needs itself"
                : $"these need each other: {string.Join(" → ", names)}", "remove one of the needs");
        }
    }

    private void AddNeeds(string from, IEnumerable<Setting> needs)
    {
        foreach (var need in needs)
        {
            if (need.Node is YamlScalar { Kind: not ScalarKind.Null } scalar)
                _needs.Add((from, scalar.Text, need));
        }
    }

    private void Edge(string from, string to, Setting? need = null)
    {
        if (!_edges.TryGetValue(from, out var edges))
            _edges[from] = edges = [];
        edges.Add((to, need));
    }
}
