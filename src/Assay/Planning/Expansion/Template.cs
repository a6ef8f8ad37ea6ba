using Assay.Planning.Late;

namespace Assay.Planning.Expansion;

/// <summary>Text taken apart at its <c>${…}</c>. <c>$${</c> stands for <c>${</c>; every other <c>$</c> is itself.</summary>
internal sealed class Template
{
    private readonly Lazy<ShellPlaces> _posix;
    private readonly Lazy<ShellPlaces> _cmd;

    private Template(IReadOnlyList<TemplatePart> parts, IReadOnlyList<(string Message, string? Suggestion)> faults)
    {
        Parts = parts;
        Faults = faults;
        _posix = new(() => ShellPlaces.Posix(parts));
        _cmd = new(() => ShellPlaces.Cmd(parts));
    }

    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>What is wrong with the <c>${…}</c> themselves; such parts are left out.</summary>
    public IReadOnlyList<(string Message, string? Suggestion)> Faults { get; }

    /// <summary>The variable when the whole text is one <c>${name}</c>, so that its type can be kept.</summary>
    public TemplatePart? Single => Parts.Count == 1 && Parts[0].Kind is not (TemplatePartKind.Literal or TemplatePartKind.Environment) ? Parts[0] : null;

    public ShellPlaces Places(CommandShell shell) => (shell == CommandShell.Posix ? _posix : _cmd).Value;

    public static Template Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var faults = new List<(string, string?)>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                literal.Append(text[i]);
            }
            else if (text[i + 1] == '$' && i + 2 < text.Length && text[i + 2] == '{')
            {
                literal.Append("${");
                i += 2;
            }
            else if (text[i + 1] != '{')
            {
                literal.Append('$');
            }
            else
            {
                var end = text.IndexOf('}', i);
                if (end < 0)
                {
                    faults.Add(("'${' has no '}' after it", "close it, or write $${ for the two characters"));
                    break;
                }

                if (literal.Length > 0)
                    parts.Add(new TemplatePart(TemplatePartKind.Literal, literal.ToString()));
                literal.Clear();
                if (Part(text[(i + 2)..end], faults) is { } part)
                    parts.Add(part);
                i = end;
            }
        }

        if (literal.Length > 0)
            parts.Add(new TemplatePart(TemplatePartKind.Literal, literal.ToString()));
        return new Template(parts, faults);
    }

    /// <summary>Whether a variable may be called so: a letter or <c>_</c>, then letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    private static TemplatePart? Part(string inside, List<(string, string?)> faults)
    {
        if (IsName(inside))
            return new TemplatePart(TemplatePartKind.Variable, inside);
        var written = "${" + inside + "}";
        var colon = inside.IndexOf(':', StringComparison.Ordinal);
        var (kind, name) = colon < 0 ? ("", inside) : (inside[..colon], inside[(colon + 1)..]);
        if (inside.Contains("${", StringComparison.Ordinal))
            faults.Add(($"'{written}' holds another '${{'; one cannot stand inside another", "give the inner one a name under params"));
        else if (kind == "raw" && IsName(name))
            return new TemplatePart(TemplatePartKind.Raw, name);
        else if (kind == "env" && EnvironmentPart(name) is { } part)
            return part;
        else if (kind is "study" or "best" && LateReference.Parse(LateKind.Study, name) is not null)
            return new TemplatePart(kind == "study" ? TemplatePartKind.Study : TemplatePartKind.Best, name);
        else if (kind is "study" or "best")
            faults.Add(($"'{written}' names no parameter", kind == "study" ? "write ${study:name.param}" : "write ${best:priority.param}"));
        else
            faults.Add((
                $"'{written}' is not a name; expected a letter or '_', then letters, digits, '_', '-' and '.', or env:NAME",
                $"write $${{{inside}}} to leave it to the shell"));
        return null;
    }

    private static TemplatePart? EnvironmentPart(string name)
    {
        var split = name.IndexOf(":-", StringComparison.Ordinal);
        var (variable, fallback) = split < 0 ? (name, null) : (name[..split], name[(split + 2)..]);
        return variable.Length > 0 && variable.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? new TemplatePart(TemplatePartKind.Environment, variable, fallback)
            : null;
    }
}
