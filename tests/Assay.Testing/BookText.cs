using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Assay.Notebook;
using Assay.Tracking;

namespace Assay.Testing;

/// <summary>A book as text, for comparing: every value of every record, without lines of files and ids of the store.</summary>
public static class BookText
{
    private static readonly string[] LeftOut = ["Line", "Id@LogNote", "Id@LogPeriod", "Run@LogEntry", "Last@LogMetric", "EqualityContract"];

    /// <summary>Writes a book, or any part of one.</summary>
    public static string Of(object book)
    {
        var text = new StringBuilder();
        Write(text, "", book);
        return text.ToString();
    }

    /// <summary>Where two books begin to differ.</summary>
    /// <returns>The first lines of both that are not equal; null when the books are.</returns>
    public static string? Difference(object expected, object actual)
    {
        var (left, right) = (Of(expected).Split('\n'), Of(actual).Split('\n'));
        var at = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return at == left.Length && at == right.Length ? null : $"expected:\n{Shown(left)}\nactual:\n{Shown(right)}";

        string Shown(string[] lines) => string.Join('\n', lines.Skip(at).Take(4));
    }

    private static void Write(StringBuilder text, string path, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case string or bool or Enum or int or long or double or LogDate or RunId or MetricValue:
                var plain = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString();
                text.Append(path).Append(" = ").Append(plain?.Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
                return;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list)
                    Write(text, $"{path}[{index++}]", item);
                return;
        }

        var type = value.GetType();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!LeftOut.Contains(property.Name) && !LeftOut.Contains($"{property.Name}@{type.Name}"))
                Write(text, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.GetValue(value));
        }
    }
}
