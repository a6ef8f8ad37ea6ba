namespace Assay.Execution.Diagnosis;

/// <summary>What a step is called: its program, and the subcommand or script that tells what the program does.</summary>
internal static class StepName
{
    // Programs whose first argument says what they do.
    private static readonly HashSet<string> WithSubcommand = new(StringComparer.Ordinal)
    {
        "assay", "bazel", "bun", "bundle", "cargo", "conda", "deno", "docker", "dotnet", "git", "go", "gradle", "gradlew", "kubectl", "make", "mvn", "npm", "pip", "pnpm", "podman",
        "poetry", "terraform", "uv", "yarn",
    };

    // Programs that run a script.
    private static readonly HashSet<string> Interpreters = new(StringComparer.Ordinal) { "bash", "dash", "julia", "node", "perl", "python", "Rscript", "ruby", "sh", "zsh" };

    // Programs that run another program, with the options of theirs that take a value; "run" is what follows the name.
    private static readonly Dictionary<string, (string? Run, string[] Valued, bool TakesValueFirst)> Wrappers = new(StringComparer.Ordinal)
    {
        ["command"] = (null, [], false),
        ["conda"] = ("run", ["-n", "--name", "-p", "--prefix"], false),
        ["env"] = (null, ["-u", "-C"], false),
        ["exec"] = (null, [], false),
        ["nice"] = (null, ["-n"], false),
        ["nohup"] = (null, [], false),
        ["npx"] = (null, ["-p", "--package"], false),
        ["pdm"] = ("run", [], false),
        ["pipenv"] = ("run", [], false),
        ["poetry"] = ("run", [], false),
        ["rye"] = ("run", [], false),
        ["srun"] = (null, ["-n", "-N", "-c", "-p", "-t"], false),
        ["stdbuf"] = (null, ["-i", "-o", "-e"], false),
        ["sudo"] = (null, ["-u", "-g"], false),
        ["time"] = (null, ["-f", "-o"], false),
        ["timeout"] = (null, ["-s", "-k"], true),
        ["torchrun"] = (null, ["--nproc-per-node", "--nproc_per_node", "--nnodes", "--master-port", "--master_port"], false),
        ["uv"] = ("run", ["--with", "--python", "-p", "--project", "--extra", "--group"], false),
        ["uvx"] = (null, ["--with", "--from", "--python", "-p"], false),
    };

    /// <summary>The name of one step; never empty.</summary>
    internal static string Of(string step)
    {
        var text = step.Trim();
        if (text.StartsWith('(') && text.LastIndexOf(')') is > 0 and var end && ShellChain.Split(text[1..end]) is { } inner)
            return Of(inner[^1]);
        var words = Words(text.StartsWith('(') ? text.Trim('(', ')', ' ') : text);
        var at = 0;
        while (at < words.Count && (words[at] is "!" || IsAssignment(words[at])))
            at++;
        if (at == words.Count)
            return words.Count == 0 ? "step" : words[0].Split('=', 2)[0];
        for (var i = Unwrap(words, at); i >= 0 && i < words.Count && i != at; i = Unwrap(words, at))
            at = i;
        return Name(words, at);
    }

    private static string Name(List<string> words, int at)
    {
        var program = Program(words[at]);
        var rest = words.Skip(at + 1).ToList();
        if (Interpreters.Contains(program) || program.StartsWith("python", StringComparison.Ordinal) || words[at].StartsWith('$'))
            return Interpreted(program.StartsWith("python", StringComparison.Ordinal) ? "python" : program, rest);
        if (program == "py.test")
            return "pytest";
        return WithSubcommand.Contains(program) && rest.FirstOrDefault(word => !word.StartsWith('-') && !word.StartsWith('+')) is { } sub && IsPlain(sub) ? $"{program} {sub}" : program;
    }

    // python -m pytest is pytest; python train.py is told by its script.
    private static string Interpreted(string program, List<string> rest)
    {
        for (var i = 0; i < rest.Count; i++)
        {
            if (rest[i] == "-m")
                return i + 1 < rest.Count && IsPlain(rest[i + 1]) ? rest[i + 1] : program;
            if (rest[i] is "-c" or "-e" or "-")
                return program;
            if (rest[i] is "-W" or "-X")
                i++;
            else if (!rest[i].StartsWith('-'))
                return Program(rest[i]) is { Length: > 0 } script && IsPlain(script) ? $"{program} {script}" : program;
        }

        return program;
    }

    // The index of the program that a wrapper runs; the same index when it is no wrapper or runs none.
    private static int Unwrap(List<string> words, int at)
    {
        if (!Wrappers.TryGetValue(Program(words[at]), out var wrapper))
            return at;
        var i = at + 1;
        if (wrapper.Run is { } run)
        {
            if (i >= words.Count || words[i] != run)
                return at;
            i++;
        }

        for (; i < words.Count && (words[i].StartsWith('-') || IsAssignment(words[i])); i++)
        {
            if (wrapper.Valued.Contains(words[i]))
                i++;
        }

        if (wrapper.TakesValueFirst)
            i++;
        return i < words.Count ? i : at;
    }

    private static string Program(string word)
    {
        var name = word[(word.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name.Length == 0 ? word : name;
    }

    private static bool IsAssignment(string word) => word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && ShellChain.IsName(word[..equals]);

    private static bool IsPlain(string word) => word.Length <= 60 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':');

    // The words of the first simple command, quotes taken off. Only a name hangs on it, so it is lenient where the splitter is strict.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    word.Append(c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                inWord = true;
            }
            else if (c == '\\' && i + 1 < text.Length && text[i + 1] is ' ' or '\'' or '"')
            {
                word.Append(text[++i]);
            }
            else if (char.IsWhiteSpace(c) || (c == '\\' && i + 1 < text.Length && text[i + 1] == '\n'))
            {
                Flush();
            }
            else if (c is '|' or ';' or '&' or '<' or '>')
            {
                break;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (inWord)
                words.Add(word.ToString());
            word.Clear();
            inWord = false;
        }
    }
}
