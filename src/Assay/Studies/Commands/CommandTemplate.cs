using Assay.Foundation.Text;
using Assay.Planning;
using Assay.Planning.Expansion;

namespace Assay.Studies.Commands;

/// <summary>A text with <c>${name}</c> in it, filled in for each trial; in a command every value is quoted for the place it stands at.</summary>
internal sealed class CommandTemplate
{
    private readonly string _text;
    private readonly Template _template;

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="AssayException">A <c>${…}</c> in it is not one.</exception>
    public CommandTemplate(string text)
    {
        (_text, _template) = (text, Template.Parse(text));
        if (_template.Faults.Count > 0)
            throw new AssayException($"The command '{text}': {_template.Faults[0].Message}{(_template.Faults[0].Suggestion is { } suggestion ? $"; {suggestion}" : "")}.");
    }

    /// <summary>Refuses names that no trial will have a value for.</summary>
    /// <exception cref="AssayException">There is one.</exception>
    public void Check(IReadOnlyCollection<string> names)
    {
        foreach (var part in _template.Parts.Where(part => part.Kind is TemplatePartKind.Variable or TemplatePartKind.Raw && !names.Contains(part.Text)))
            throw new AssayException($"The command '{_text}' uses ${{{part.Text}}}, which is no parameter{(NearWord.Find(part.Text, names) is { } near ? $" (did you mean ${{{near}}}?)" : "")}: there are {string.Join(", ", names)}.");
    }

    /// <summary>The names it uses.</summary>
    public IEnumerable<string> Names => _template.Parts.Where(part => part.Kind is TemplatePartKind.Variable or TemplatePartKind.Raw).Select(part => part.Text);

    /// <summary>The command of a trial.</summary>
    /// <param name="values">Values by name; one that is missing is out of play, and stands as an empty word.</param>
    /// <exception cref="AssayException">A value cannot stand where it is used.</exception>
    public LaunchCommand Fill(IReadOnlyDictionary<string, string> values) => LaunchCommand.OfShell(Fill(values, quoted: true));

    /// <summary>The text of a trial, without quoting: the name of a file.</summary>
    /// <param name="values">Values by name.</param>
    public string Plain(IReadOnlyDictionary<string, string> values) => Fill(values, quoted: false);

    private string Fill(IReadOnlyDictionary<string, string> values, bool quoted)
    {
        var places = _template.Places(OperatingSystem.IsWindows() ? CommandShell.WindowsCmd : CommandShell.Posix);
        var text = new StringBuilder();
        for (var index = 0; index < _template.Parts.Count; index++)
        {
            var part = _template.Parts[index];
            if (part.Kind == TemplatePartKind.Literal)
            {
                text.Append(part.Text);
                continue;
            }

            var value = part.Kind == TemplatePartKind.Environment ? Environment.GetEnvironmentVariable(part.Text) ?? part.Default ?? "" : values.GetValueOrDefault(part.Text, "");
            string? fault = null;
            text.Append(quoted && part.Kind != TemplatePartKind.Raw ? places.Quote(index, value, out fault) : value);
            if (fault is not null)
                throw new AssayException($"The command '{_text}': ${{{part.Text}}} {fault}.");
        }

        return text.ToString();
    }
}
