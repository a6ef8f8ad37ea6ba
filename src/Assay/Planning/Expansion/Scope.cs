using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Foundation.Text;
using Assay.Planning.Late;
using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>The names one experiment knows, and the texts made with them. A text that cannot be made is <see langword="null"/>, its problem reported.</summary>
/// <param name="rendering">What all experiments share.</param>
/// <param name="variables">The plan's variables in order; their values may hold <c>${…}</c>.</param>
/// <param name="builtins">The names nobody declares.</param>
internal sealed class Scope(Rendering rendering, OrderedDictionary<string, Setting> variables, Builtins builtins)
{
    private readonly Dictionary<string, PlanValue?> _values = new(variables.Count + 4, StringComparer.Ordinal);
    private readonly List<string> _open = [];

    /// <summary>Late values that this experiment takes and that are not known yet.</summary>
    public HashSet<LateReference> Awaits { get; } = [];

    /// <summary>Late values that this experiment took.</summary>
    public OrderedDictionary<LateReference, LateValue> Taken { get; } = [];

    private string Who => builtins.Id ?? "the plan itself";

    /// <summary>Every variable with its value, in order.</summary>
    public OrderedDictionary<string, JsonElement> Config()
    {
        var config = new OrderedDictionary<string, JsonElement>(variables.Count, StringComparer.Ordinal);
        foreach (var (name, setting) in variables)
        {
            // A name that means something already was reported where it stands.
            if (!Builtins.IsBuiltin(name) && Variable(name, setting.Node, setting.Path) is { } value)
                config.Add(name, value.Json);
        }

        return config;
    }

    /// <summary>A scalar's text, each <c>${…}</c> replaced by its value as it is.</summary>
    public string? Text(YamlScalar scalar, KeyPath path) => scalar.HasTemplate ? Render(scalar, path, null) : scalar.Text;

    /// <summary>A shell command, each value quoted as its place wants it.</summary>
    public string? ShellText(YamlScalar scalar, KeyPath path)
    {
        if (!scalar.HasTemplate)
            return scalar.Text;
        var places = scalar.Template.Places(rendering.Shell);
        return Render(scalar, path, (part, value) =>
        {
            if (scalar.Template.Parts[part].Kind == TemplatePartKind.Raw)
                return value;
            var quoted = places.Quote(part, value, out var fault);
            if (fault is null)
                return quoted;
            var name = scalar.Template.Parts[part].Text;
            if (rendering.Problems.IsNew(scalar, name + fault))
                rendering.Problems.Add(scalar, path, $"'${{{name}}}' {fault}", $"${{raw:{name}}} inserts it unquoted");
            return null;
        });
    }

    /// <summary>A regular expression, in which each value stands for itself.</summary>
    public string? Pattern(YamlScalar scalar, KeyPath path) => scalar.HasTemplate ? Render(scalar, path, (_, value) => Regex.Escape(value)) : scalar.Text;

    private string? Render(YamlScalar scalar, KeyPath path, Func<int, string, string?>? quote)
    {
        var template = scalar.Template;
        var isWhole = true;
        foreach (var (message, suggestion) in template.Faults)
        {
            rendering.Problems.Add(scalar, path, message, suggestion);
            isWhole = false;
        }

        var pieces = new string[template.Parts.Count];
        var length = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            var part = template.Parts[i];
            var value = part.Kind switch
            {
                TemplatePartKind.Literal => part.Text,
                TemplatePartKind.Environment => FromEnvironment(part, scalar, path),
                _ => Value(part, scalar, path)?.Text,
            };
            if (value is not null && quote is not null && part.Kind != TemplatePartKind.Literal)
                value = quote(i, value);
            isWhole &= value is not null;
            pieces[i] = value ?? "";
            length += pieces[i].Length;
            if (length > PlanLimits.TextLength)
            {
                ReportLength(scalar, path);
                return null;
            }
        }

        return isWhole && rendering.Spend(length) ? string.Concat(pieces) : null;
    }

    private PlanValue? Value(TemplatePart part, YamlNode at, KeyPath path) => part.Kind switch
    {
        TemplatePartKind.Study => Late(LateKind.Study, part.Text, at, path),
        TemplatePartKind.Best => Late(LateKind.Best, part.Text, at, path),
        _ => Named(part.Text, at, path),
    };

    // What is not known yet stands for itself; the experiment is not run before it is known.
    private PlanValue? Late(LateKind kind, string text, YamlNode at, KeyPath path)
    {
        var reference = LateReference.Parse(kind, text)!;
        if (builtins.Id is null)
        {
            if (rendering.Problems.IsNew(at, reference.ToString()))
                rendering.Problems.Add(at, path, $"'{reference}' is known once experiments have run, and prepare runs before them", "write the value itself");
            return null;
        }

        if (rendering.Late(reference) is not { } value)
        {
            Awaits.Add(reference);
            return PlanValue.OfText(reference.ToString());
        }

        Taken.TryAdd(reference, value);
        return PlanValue.OfJson(value.Json);
    }

    private PlanValue? Named(string name, YamlNode at, KeyPath path)
    {
        if (_values.TryGetValue(name, out var known))
            return known;
        if (name == Builtins.OutName && builtins.Out is { } setting)
            return Open(name, setting, at, path);
        PlanValue? value;
        if (Builtins.IsBuiltin(name))
            value = builtins.Value(name, rendering.PlanName) is { } text ? PlanValue.OfText(text) : null;
        else if (variables.ContainsKey(name))
            return Variable(name, at, path);
        else
            value = Inside(name, at, path);
        if (value is null && rendering.Problems.IsNew(at, name))
            ReportUnknown(name, at, path);
        return _values[name] = value;
    }

    private PlanValue? Variable(string name, YamlNode at, KeyPath path) =>
        _values.TryGetValue(name, out var known) ? known : Open(name, variables[name], at, path);

    // ${optimizer.lr} looks into the map that the variable optimizer holds.
    private PlanValue? Inside(string name, YamlNode at, KeyPath path)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        while (dot > 0 && !variables.ContainsKey(name[..dot]))
            dot = name.IndexOf('.', dot + 1);
        if (dot <= 0 || Variable(name[..dot], at, path) is not { } outer)
            return null;
        var json = outer.Json;
        foreach (var key in name[(dot + 1)..].Split('.'))
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(key, out json))
                return null;
        }

        return PlanValue.OfJson(json);
    }

    private PlanValue? Open(string name, Setting setting, YamlNode at, KeyPath path)
    {
        if (!setting.Node.HasTemplate)
            return _values[name] = setting.Node.Value;
        if (_open.Contains(name) || _open.Count >= PlanLimits.Nesting)
        {
            if (rendering.Problems.IsNew(at, "cycle"))
            {
                rendering.Problems.Add(at, path, _open.Contains(name)
                    ? $"'${{{name}}}' stands in itself: {string.Join(" → ", _open.SkipWhile(open => open != name))} → {name}"
                    : $"variables stand in each other more than {PlanLimits.Nesting} deep");
            }

            return null;
        }

        _open.Add(name);
        var value = Resolve(setting.Node, setting.Path);
        _open.RemoveAt(_open.Count - 1);
        return _values[name] = value;
    }

    private PlanValue? Resolve(YamlNode node, KeyPath path)
    {
        if (!node.HasTemplate)
            return node.Value;
        if (node is YamlScalar scalar)
        {
            // A value that is nothing but ${x} is x itself: a number stays a number.
            if (scalar.Template is { Single: { } single, Faults.Count: 0 })
                return Value(single, scalar, path);
            return Render(scalar, path, null) is { } text ? PlanValue.OfText(text) : null;
        }

        var isWhole = true;
        var tree = PlanValue.OfTree(writer => isWhole = Write(writer, node, path));
        return isWhole && rendering.Spend(tree.Text.Length) ? tree : null;
    }

    private bool Write(Utf8JsonWriter writer, YamlNode node, KeyPath path)
    {
        var isWhole = true;
        switch (node)
        {
            case YamlList list:
                writer.WriteStartArray();
                for (var i = 0; i < list.Items.Count; i++)
                    isWhole &= Write(writer, list.Items[i], path.Item(i));
                writer.WriteEndArray();
                break;
            case YamlMap map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    isWhole &= Write(writer, entry.Value, path.Key(entry.Key));
                }

                writer.WriteEndObject();
                break;
            default:
                var value = Resolve(node, path);
                if (value is not null && writer.BytesCommitted + writer.BytesPending + value.Text.Length > PlanLimits.TextLength)
                {
                    ReportLength(node, path);
                    value = null;
                }

                isWhole = value is not null;
                if (value is null)
                    writer.WriteNullValue();
                else
                    value.Json.WriteTo(writer);
                break;
        }

        return isWhole;
    }

    private string? FromEnvironment(TemplatePart part, YamlNode at, KeyPath path)
    {
        var value = rendering.Environment(part.Text);
        if (string.IsNullOrEmpty(value) && part.Default is not null)
            return part.Default;
        if (value is null && rendering.Problems.IsNew(at, "env:" + part.Text))
            rendering.Problems.Add(at, path, $"the environment variable {part.Text} is not set", $"set it, or write ${{env:{part.Text}:-default}}");
        return value;
    }

    private void ReportLength(YamlNode at, KeyPath path)
    {
        if (rendering.Problems.IsNew(at, "length"))
            rendering.Problems.Add(at, path, $"this becomes longer than {PlanLimits.TextLength:N0} characters for {Who}");
    }

    private void ReportUnknown(string name, YamlNode at, KeyPath path)
    {
        var suggestion = name switch
        {
            "seed" when builtins.Id is not null => "give the experiment seeds",
            "phase" when builtins.Id is not null => "list its priority under a phase's items",
            _ => NearWord.Suggest(name, variables.Keys.Concat(Builtins.Names.Select(builtin => builtin.Name))) ??
                (name.All(c => char.IsAsciiLetterUpper(c) || c is '_' || char.IsAsciiDigit(c))
                    ? $"write ${{env:{name}}} for the environment's, or $${{{name}}} to leave it to the shell"
                    : $"declare it under params; known are {NearWord.List([.. variables.Keys, .. Builtins.Names.Select(builtin => builtin.Name)])}"),
        };
        rendering.Problems.Add(at, path, $"'${{{name}}}' names nothing that {Who} knows", suggestion);
    }
}
