using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Foundation.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Budgets;

/// <summary>
/// A training program's configuration as plain texts by dotted keys, from YAML or JSON. <c>${key}</c> that stands alone takes the value
/// of another key; anchors, and a list of <c>defaults</c> to compose, are not followed.
/// </summary>
public sealed partial class StudyConfig
{
    private const int MostDepth = 64;
    private const int MostKeys = 100_000;
    private const long MostBytes = 16L << 20;
    private readonly Dictionary<string, List<string>> _values;

    private StudyConfig(string path, Dictionary<string, List<string>> values) => (Path, _values) = (path, values);

    /// <summary>The file as it was named.</summary>
    public string Path { get; }

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; what ends in <c>.json</c> is JSON.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="AssayException">There is no such file, or it is not what its ending says, too deep or too large.</exception>
    public static StudyConfig Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new AssayException($"{path}: there is no such file; a configuration in YAML or JSON is expected.");
        try
        {
            var text = BoundedFile.ReadText(path, MostBytes);
            var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                using var document = JsonDocument.Parse(text);
                AddJson(values, "", document.RootElement, path);
            }
            else
            {
                AddYaml(values, text, path);
            }

            return new StudyConfig(path, values);
        }
        catch (Exception error) when (error is JsonException or YamlException or FileTooLargeException)
        {
            throw new AssayException($"{path}: it cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The text at a key.</summary>
    /// <param name="key">Dotted: <c>data.train_manifest</c>.</param>
    /// <returns>The text; null when the key is missing, null, or a list of other than one item.</returns>
    /// <exception cref="AssayException">A <c>${…}</c> names no key, or leads back to itself.</exception>
    public string? Text(string key) => List(key) is [var one] ? one : null;

    /// <summary>The texts of a list.</summary>
    /// <param name="key">Dotted.</param>
    /// <returns>The items; one for a plain value; null when the key is missing.</returns>
    /// <exception cref="AssayException">A <c>${…}</c> names no key, or leads back to itself.</exception>
    public IReadOnlyList<string>? List(string key)
    {
        var name = key;
        for (var steps = 0; _values.TryGetValue(name, out var items); steps++)
        {
            if (items is not [var only] || Reference().Match(only) is not { Success: true } reference)
                return items;
            name = reference.Groups[1].Value;
            if (!_values.ContainsKey(name))
                throw new AssayException($"{Path}: '{key}' is {only}, and there is no key '{name}'.");
            if (steps == MostDepth)
                throw new AssayException($"{Path}: '{key}' leads back to itself by ${{…}}.");
        }

        return null;
    }

    private static void AddJson(Dictionary<string, List<string>> values, string key, JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    AddJson(values, Below(key, property.Name), property.Value, path);
                break;
            case JsonValueKind.Array when element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    AddJson(values, Below(key, (index++).ToString(CultureInfo.InvariantCulture)), item, path);
                break;
            case JsonValueKind.Array:
                Put(values, key, [.. element.EnumerateArray().Select(Plain)], path);
                break;
            case JsonValueKind.Null:
                break;
            default:
                Put(values, key, [Plain(element)], path);
                break;
        }
    }

    private static string Plain(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    // Events instead of a tree: a file of thousands of nested brackets, or of anchors within anchors, costs nothing.
    private static void AddYaml(Dictionary<string, List<string>> values, string text, string path)
    {
        var parser = new Parser(new StringReader(text));
        var places = new Stack<(string Key, bool IsList, int Index, string? Waiting)>();
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case AnchorAlias alias:
                    throw new AssayException($"{path}:{alias.Start.Line}: the anchor *{alias.Value} is not followed here; write the value out.");
                case MappingStart or SequenceStart:
                    if (places.Count == MostDepth)
                        throw new AssayException($"{path}:{parser.Current.Start.Line}: it is nested deeper than {MostDepth} levels.");
                    // A list without items is a value too: hidden_dims: [] is a linear model.
                    if (parser.Current is SequenceStart && places.Count > 0)
                        Put(values, Next(places), [], path);
                    places.Push((Next(places), parser.Current is SequenceStart, 0, null));
                    break;
                case MappingEnd or SequenceEnd:
                    places.Pop();
                    Done(places);
                    break;
                case Scalar scalar when places.TryPeek(out var place) && place is { IsList: false, Waiting: null }:
                    places.Pop();
                    places.Push(place with { Waiting = scalar.Value });
                    break;
                case Scalar scalar:
                    var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "null" or "~" or "Null" or "NULL";
                    if (!isNull && places.TryPeek(out var inside) && inside.IsList)
                        Item(values, inside.Key, scalar.Value, path);
                    else if (!isNull)
                        Put(values, Next(places), [scalar.Value], path);
                    Done(places);
                    break;
            }
        }
    }

    private static string Next(Stack<(string Key, bool IsList, int Index, string? Waiting)> places) =>
        !places.TryPeek(out var place) ? "" : Below(place.Key, place.IsList ? place.Index.ToString(CultureInfo.InvariantCulture) : place.Waiting ?? "");

    private static void Done(Stack<(string Key, bool IsList, int Index, string? Waiting)> places)
    {
        if (places.TryPop(out var place))
            places.Push(place with { Waiting = null, Index = place.Index + 1 });
    }

    private static void Item(Dictionary<string, List<string>> values, string key, string item, string path)
    {
        if (values.TryGetValue(key, out var items))
            items.Add(item);
        else
            Put(values, key, [item], path);
    }

    private static void Put(Dictionary<string, List<string>> values, string key, List<string> items, string path)
    {
        if (!values.TryAdd(key, items))
            throw new AssayException($"{path}: the key '{key}' is there twice.");
        if (values.Count > MostKeys)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: it has more than {MostKeys} keys."));
    }

    private static string Below(string key, string name) => key.Length == 0 ? name : $"{key}.{name}";

    [GeneratedRegex(@"^\$\{([A-Za-z0-9_.\-]+)\}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reference();
}
