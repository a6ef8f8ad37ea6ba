using Assay.Foundation.Files;
using Assay.Foundation.Text;
using Assay.Planning.Yaml;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Planning.Spaces;

/// <summary>Reads search spaces that people write: a YAML file with <c>space:</c>, <c>constraints:</c> and <c>derived:</c>. The rules are in docs/tuning.md.</summary>
public static class SpaceReader
{
    private static readonly string[] TopKeys = ["space", "constraints", "derived"];
    private static readonly string[] Kinds = ["float", "int", "choice"];
    private static readonly string[] NumberKeys = ["log", "step"];
    private static readonly string[] ParameterKeys = [.. Kinds, "log", "step", "ordered", "when"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; problems name it as given here.</param>
    /// <returns>The space.</returns>
    /// <exception cref="PlanException">The file cannot be read, or has mistakes: all of them, with places.</exception>
    /// <exception cref="AssayException">The space cannot be searched.</exception>
    public static ParameterSpace Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(BoundedFile.ReadText(path, PlanLimits.FileBytes), path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AssayException($"{path}: there is no such file; it is to hold the search space.", error);
        }
        catch (FileTooLargeException error)
        {
            throw new AssayException($"{path}: the file is larger than {PlanLimits.FileBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes; a space that large is not read.", error);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML 1.2.</param>
    /// <param name="fileName">What problems name.</param>
    /// <returns>The space, checked: it can be searched.</returns>
    /// <exception cref="PlanException">It has mistakes: all of them, with places.</exception>
    /// <exception cref="AssayException">The space cannot be searched.</exception>
    public static ParameterSpace Parse(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new ProblemList(fileName);
        var root = YamlTreeReader.Read(text, problems);
        var space = root is YamlMap map ? Read(map, problems) : null;
        if (space is null && !problems.Any)
            problems.Add(1, 1, KeyPath.Top, "a map with 'space' is expected", "write space: { lr: { float: [1e-5, 1e-1], log: true } }");
        if (problems.Any)
            throw problems.ToException();
        _ = new SearchSpace(space!);
        return space!;
    }

    private static ParameterSpace? Read(YamlMap map, ProblemList problems)
    {
        CheckKeys(map, TopKeys, KeyPath.Top, problems);
        if (map["space"] is not YamlMap { Entries.Count: > 0 } parameters)
        {
            problems.Add(map["space"] ?? map, KeyPath.Top.Key("space"), "the parameters are expected here, by name", "write space: { lr: { float: [1e-5, 1e-1], log: true } }");
            return null;
        }

        var list = new List<Parameter>();
        foreach (var entry in parameters.Entries)
        {
            var path = KeyPath.Top.Key("space").Key(entry.Key);
            if (ReadParameter(entry, path, problems) is { } parameter)
                list.Add(parameter);
        }

        return new ParameterSpace(list) { Constraints = Texts(map["constraints"], KeyPath.Top.Key("constraints"), problems), Derived = DerivedValues(map["derived"], problems) };
    }

    private static Parameter? ReadParameter(YamlEntry entry, KeyPath path, ProblemList problems)
    {
        // [2, 4, 8] is short for { choice: [2, 4, 8] }.
        if (entry.Value is YamlList values)
            return Choices(values, path, problems) is { } choices ? new Parameter(entry.Key, new CategoricalDistribution(choices)) : null;
        if (entry.Value is not YamlMap map)
        {
            problems.Add(entry.Value, path, $"{entry.Value.Word} is no parameter", "write { float: [low, high] }, { int: [low, high] } or { choice: [a, b] }");
            return null;
        }

        CheckKeys(map, ParameterKeys, path, problems);
        var kinds = Kinds.Where(kind => map[kind] is not null).ToArray();
        if (kinds.Length != 1)
        {
            problems.Add(map, path, kinds.Length == 0 ? "it is said what it is by float, int or choice; none is there" : $"it is {string.Join(" and ", kinds)} at once", "leave one of float, int and choice");
            return null;
        }

        var when = map["when"] is { } condition ? Text(condition, path.Key("when"), problems) : null;
        return Distribution(map, kinds[0], path, problems) is { } distribution ? new Parameter(entry.Key, distribution) { When = when } : null;
    }

    private static Distribution? Distribution(YamlMap map, string kind, KeyPath path, ProblemList problems)
    {
        var at = path.Key(kind);
        if (kind == "choice")
        {
            foreach (var wrong in NumberKeys.Where(key => map[key] is not null))
                problems.Add(map[wrong]!, path.Key(wrong), $"'{wrong}' goes with float and int", "remove it");
            return Choices(map[kind]!, at, problems) is { } choices ? new CategoricalDistribution(choices, Flag(map, "ordered", path, problems)) : null;
        }

        if (map["ordered"] is { } ordered)
            problems.Add(ordered, path.Key("ordered"), "numbers are ordered anyway", "remove it");
        if (map[kind] is not YamlList { Items.Count: 2 } bounds)
        {
            problems.Add(map[kind]!, at, "two bounds are expected", $"write {kind}: [low, high]");
            return null;
        }

        var (low, high) = (Number(bounds.Items[0], at.Item(0), problems), Number(bounds.Items[1], at.Item(1), problems));
        var step = map["step"] is { } stated ? Number(stated, path.Key("step"), problems) : null;
        var log = Flag(map, "log", path, problems);
        if (low is null || high is null || (step is null && map["step"] is not null))
            return null;
        if (kind == "float")
            return new FloatDistribution(low.Value, high.Value, log, step);
        foreach (var (number, node) in new[] { (low, bounds.Items[0]), (high, bounds.Items[1]), (step, map["step"]) })
        {
            if (number is { } value && (value != Math.Floor(value) || Math.Abs(value) > 1L << 53))
                problems.Add(node!, at, string.Create(CultureInfo.InvariantCulture, $"{value:R} is not a whole number"), "use float, or round it");
        }

        return new IntDistribution((long)low.Value, (long)high.Value, log, (long)(step ?? 1));
    }

    private static List<ParameterValue>? Choices(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is not YamlList { Items.Count: > 0 } list)
        {
            problems.Add(node, path, "a list of values is expected", "write choice: [a, b]");
            return null;
        }

        return [.. list.Items.Select(item => ParameterValue.OfJson(item.Value.Json))];
    }

    private static List<string> Texts(YamlNode? node, KeyPath path, ProblemList problems)
    {
        if (node is null)
            return [];
        YamlNode[] items = node is YamlList list ? [.. list.Items] : [node];
        return [.. items.Select((item, index) => Text(item, path.Item(index), problems)).OfType<string>()];
    }

    private static List<DerivedValue> DerivedValues(YamlNode? node, ProblemList problems)
    {
        if (node is null)
            return [];
        var path = KeyPath.Top.Key("derived");
        if (node is not YamlMap map)
        {
            problems.Add(node, path, "a map from names to expressions is expected", "write derived: { widths: \"sort_desc(w1, w2)\" }");
            return [];
        }

        return [.. map.Entries.Select(entry => Text(entry.Value, path.Key(entry.Key), problems) is { } expression ? new DerivedValue(entry.Key, expression) : null).OfType<DerivedValue>()];
    }

    private static string? Text(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is YamlScalar { Kind: not ScalarKind.Null } scalar)
            return scalar.Text;
        problems.Add(node, path, $"an expression is expected, found {node.Word}");
        return null;
    }

    private static double? Number(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is YamlScalar { Kind: ScalarKind.Number } scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        problems.Add(node, path, $"a number is expected, found {(node is YamlScalar text ? $"'{text.Text}'" : node.Word)}");
        return null;
    }

    private static bool Flag(YamlMap map, string key, KeyPath path, ProblemList problems)
    {
        if (map[key] is not { } node)
            return false;
        if (node is YamlScalar { Kind: ScalarKind.Boolean } scalar)
            return scalar.Text == "true";
        problems.Add(node, path.Key(key), $"true or false is expected, found {node.Word}");
        return false;
    }

    private static void CheckKeys(YamlMap map, string[] known, KeyPath path, ProblemList problems)
    {
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
            problems.Add(entry.KeyNode, path.Key(entry.Key), $"'{entry.Key}' is not known here", NearWord.Find(entry.Key, known) is { } near ? $"did you mean {near}?" : $"there are {string.Join(", ", known)}");
    }
}
