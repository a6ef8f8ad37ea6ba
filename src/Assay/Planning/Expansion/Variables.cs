using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>What a variable may be called.</summary>
internal static class Variables
{
    /// <summary>Reports a name that <c>${…}</c> could not use, or that means something already.</summary>
    /// <returns>Whether the name can be used.</returns>
    public static bool CheckName(YamlScalar name, KeyPath path, ProblemList problems)
    {
        if (name.Text == "seed")
            problems.Add(name, path, "'seed' is the seed of each run, not a variable", "write seeds: [1, 2, 3] beside it");
        else if (Builtins.IsBuiltin(name.Text))
            problems.Add(name, path, $"'{name.Text}' has a meaning of its own in every experiment", "choose another name");
        else if (!Template.IsName(name.Text))
            problems.Add(name, path, $"'{name.Text}' cannot name a variable: expected a letter or '_', then letters, digits, '_', '-' and '.'");
        else
            return true;
        return false;
    }

    /// <summary>Checks every name of a <c>params</c> map.</summary>
    public static void CheckNames(YamlNode? node, KeyPath path, ProblemList problems)
    {
        if (node is not YamlMap map)
            return;
        foreach (var entry in map.Entries)
            CheckName(entry.KeyNode, path.Key(entry.Key), problems);
    }
}
