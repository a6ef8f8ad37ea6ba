using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>Reads one experiment's settings, interpolated. Values of the wrong shape were reported before; they read as not given.</summary>
internal sealed class SettingReader(Scope scope, Settings settings, ProblemList problems)
{
    public string? Text(PlanKey key) => settings[key] is { Node: YamlScalar scalar } setting ? scope.Text(scalar, setting.Path) : null;

    public IReadOnlyList<string> Texts(PlanKey key)
    {
        if (settings[key] is not { } setting)
            return [];
        return setting.Once<IReadOnlyList<string>>(() => setting.Node is YamlList list ? ListOf(list, setting.Path) : Text(key) is { } one ? [one] : []);
    }

    public IReadOnlyDictionary<string, string> Map(PlanKey key)
    {
        if (settings.Merged(key).ConstantTexts is { } constant)
            return constant;
        var entries = settings.Merged(key).Entries;
        var map = new OrderedDictionary<string, string>(entries.Count, StringComparer.Ordinal);
        foreach (var (name, setting) in entries)
        {
            if (setting.Node is YamlScalar scalar && scope.Text(scalar, setting.Path) is { } text)
                map.Add(name, text);
        }

        return map;
    }

    public LaunchCommand? Command(PlanKey key) =>
        settings[key] is { } setting ? setting.Once(() => new Boxed(CommandOf(scope, setting.Node, setting.Path, problems))).Command : null;

    public TimeSpan? Duration(PlanKey key)
    {
        if (settings[key] is not { Node: YamlScalar scalar } setting || scope.Text(scalar, setting.Path) is not { } text)
            return null;
        if (Expansion.Duration.TryParse(text, out var duration))
            return duration;
        Refuse(setting, scalar, text, Expansion.Duration.Word);
        return null;
    }

    public int? Whole(PlanKey key, int least, int most)
    {
        if (settings[key] is not { Node: YamlScalar scalar } setting || scope.Text(scalar, setting.Path) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(setting, scalar, text, Shapes.WholeWord(least, most));
        return null;
    }

    /// <summary>A command of a scalar (shell) or a list (arguments).</summary>
    public static LaunchCommand? CommandOf(Scope scope, YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is YamlScalar { Kind: not ScalarKind.Null } scalar)
        {
            if (scope.ShellText(scalar, path) is not { } text)
                return null;
            if (!string.IsNullOrWhiteSpace(text))
                return LaunchCommand.OfShell(text);
            problems.Add(node, path, "the command is empty");
            return null;
        }

        if (node is not YamlList { Items.Count: > 0 } list)
            return null;
        var words = list.Items.Select((item, i) => item is YamlScalar word ? scope.Text(word, path.Item(i)) : null).ToList();
        if (words.Contains(null))
            return null;
        if (!string.IsNullOrWhiteSpace(words[0]))
            return LaunchCommand.OfArguments(words!);
        problems.Add(list.Items[0], path.Item(0), "the program is empty");
        return null;
    }

    private List<string> ListOf(YamlList list, KeyPath path)
    {
        var texts = new List<string>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is YamlScalar scalar && scope.Text(scalar, path.Item(i)) is { } text)
                texts.Add(text);
        }

        return texts;
    }

    // Without ${…} the shape's check has said it.
    private void Refuse(Setting setting, YamlScalar scalar, string text, string word)
    {
        if (scalar.HasTemplate && problems.IsNew(scalar, text))
            problems.Add(scalar, setting.Path, $"expected {word}, but this becomes '{text}'");
    }

    private sealed record Boxed(LaunchCommand? Command);
}
