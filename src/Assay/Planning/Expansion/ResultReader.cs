using System.Text.RegularExpressions;
using Assay.Planning.Keys;
using Assay.Planning.Yaml;
using Assay.Tracking.Results;

namespace Assay.Planning.Expansion;

/// <summary>Reads <c>results</c>: a path, one result, or a list of them.</summary>
internal sealed class ResultReader(Scope scope, ProblemList problems)
{
    private static readonly (PlanKey Key, ResultFormat Format)[] Formats =
    [
        (PlanKeys.ResultJson, ResultFormat.Json),
        (PlanKeys.ResultCsv, ResultFormat.Csv),
        (PlanKeys.ResultJsonLines, ResultFormat.JsonLines),
        (PlanKeys.ResultStandardOutput, ResultFormat.StandardOutput),
        (PlanKeys.ResultJUnit, ResultFormat.JUnit),
        (PlanKeys.ResultTrx, ResultFormat.Trx),
    ];

    public IReadOnlyList<ResultSource> Read(Setting? setting)
    {
        if (setting is null)
            return [];
        return setting.Once<IReadOnlyList<ResultSource>>(() =>
        [
            .. (setting.Node is YamlList list
                ? list.Items.Select((item, i) => One(item, setting.Path.Item(i)))
                : [One(setting.Node, setting.Path)]).OfType<ResultSource>(),
        ]);
    }

    private ResultSource? One(YamlNode node, KeyPath path)
    {
        if (node is YamlScalar { Kind: not ScalarKind.Null } text)
            return scope.Text(text, path) is { } file ? new ResultSource(ResultFormat.Json, file) : null;
        if (node is not YamlMap map)
            return null;
        var given = Formats.Where(format => map[format.Key.Name] is not null).ToList();
        if (given.Count != 1)
        {
            if (problems.IsNew(node, "formats"))
            {
                problems.Add(node, path, given.Count == 0
                    ? "a result needs one of json, csv, jsonl, stdout, junit or trx"
                    : $"a result has one format, but this has {string.Join(" and ", given.Select(format => format.Key.Name))}",
                    given.Count == 0 ? null : "make it a list of results");
            }

            return null;
        }

        var (key, kind) = given[0];
        CheckPartners(map, path, kind);
        if (map[key.Name] is not YamlScalar location)
            return null;
        var place = path.Key(key.Name);
        var where = kind == ResultFormat.StandardOutput ? scope.Pattern(location, place) : scope.Text(location, place);
        if (where is null || (kind == ResultFormat.StandardOutput && !IsPattern(where, location, place)))
            return null;
        return new ResultSource(kind, where)
        {
            Map = Map(map[PlanKeys.ResultMapping.Name] as YamlMap, path.Key(PlanKeys.ResultMapping.Name)),
            LastRowOnly = map[PlanKeys.ResultRow.Name] is not YamlScalar { Text: "all" },
            StepKey = map[PlanKeys.ResultStep.Name] is YamlScalar step ? scope.Text(step, path.Key(PlanKeys.ResultStep.Name)) : null,
        };
    }

    private void CheckPartners(YamlMap map, KeyPath path, ResultFormat kind)
    {
        Check(PlanKeys.ResultRow, kind is ResultFormat.Csv);
        Check(PlanKeys.ResultStep, kind is ResultFormat.Csv or ResultFormat.JsonLines);

        void Check(PlanKey key, bool isUsed)
        {
            if (!isUsed && map.Entry(key.Name) is { } entry && problems.IsNew(entry.KeyNode, "unused"))
                problems.Add(entry.KeyNode, path.Key(key.Name), $"'{key.Name}' means nothing for this format", "remove it");
        }
    }

    private bool IsPattern(string pattern, YamlScalar node, KeyPath path)
    {
        try
        {
            var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline, TimeSpan.FromSeconds(1));
            if (regex.GetGroupNames().Any(name => !char.IsAsciiDigit(name[0])))
                return true;
            if (problems.IsNew(node, "groups"))
                problems.Add(node, path, "the expression names no group, so no metric", "write (?<auc>…) around the number");
        }
        catch (RegexParseException error)
        {
            if (problems.IsNew(node, "regex"))
                problems.Add(node, path, $"'{pattern}' is not a regular expression: {error.Error} at character {error.Offset + 1}");
        }

        return false;
    }

    private OrderedDictionary<string, string>? Map(YamlMap? map, KeyPath path)
    {
        if (map is null)
            return null;
        var result = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (entry.Value is YamlScalar scalar && scope.Text(scalar, path.Key(entry.Key)) is { } text)
                result[entry.Key] = text;
        }

        return result;
    }
}
