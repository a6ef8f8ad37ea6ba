using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>Phases, priorities and experiments share one space of ids, so that a need means one thing.</summary>
internal sealed class IdRegistry(ProblemList problems)
{
    private readonly Dictionary<string, (string Kind, int Line)> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes an id; reports one that is taken already or that no folder or command line could hold.</summary>
    /// <param name="id">The id.</param>
    /// <param name="kind">"phase", "priority", "experiment".</param>
    /// <param name="node">Where it is written.</param>
    /// <param name="path">The keys that lead there.</param>
    public void Take(string id, string kind, YamlNode node, KeyPath path)
    {
        if (Fault(id) is { } fault)
        {
            if (problems.IsNew(node, "id fault"))
                problems.Add(node, path, $"'{id.ReplaceLineEndings(" ")}' cannot be an id: {fault}");
            return;
        }

        if (_taken.TryAdd(id, (kind, node.Line)))
            return;
        // One range can repeat many ids: the first says enough.
        var (otherKind, line) = _taken[id];
        if (problems.IsNew(node, "taken id"))
            problems.Add(node, path, $"'{id}' is already the id of {(otherKind[0] == 'e' ? "an" : "a")} {otherKind} (line {line})", "choose another id");
    }

    private static string? Fault(string id)
    {
        if (id.Length == 0)
            return "it is empty";
        if (id.Length > PlanLimits.IdLength)
            return $"it is longer than {PlanLimits.IdLength} characters";
        if (id is "." or ".." || id.AsSpan().ContainsAny('/', '\\') || id.Any(char.IsControl))
            return "it names folders, so '/', '\\', control characters, '.' and '..' are not allowed";
        return char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[^1]) ? "it starts or ends with a space" : null;
    }
}
