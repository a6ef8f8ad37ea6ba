namespace Assay.Evaluation;

/// <summary>
/// The split that data comes from, as its owner calls it: "valid", "calibration", "FINAL_TEST". What is chosen by looking at data carries the name along, so
/// that nobody measures with what was tuned on the test split without knowing.
/// </summary>
public readonly record struct SplitName
{
    private readonly string? _name;

    /// <summary>Names a split.</summary>
    /// <param name="name">Not blank.</param>
    public SplitName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _name = name;
    }

    /// <summary>The name; "unknown" for one that was never named.</summary>
    public string Name => _name ?? "unknown";

    /// <summary>Whether the name says that it is a test split: one of its words begins with "test" or is "holdout".</summary>
    public bool IsTest
    {
        get
        {
            foreach (var word in Name.Split(['_', '-', '/', '.', ' ', ':', '\\'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.StartsWith("test", StringComparison.OrdinalIgnoreCase) || word.Equals("holdout", StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }

    /// <summary>A text is a split's name.</summary>
    /// <param name="name">Not blank.</param>
    public static implicit operator SplitName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Refuses a test split where something is to be chosen, unless the caller insists.</summary>
    /// <param name="allowTest">Whether the caller insists.</param>
    /// <param name="what">What would be chosen, with its verb: "A threshold is tuned".</param>
    /// <param name="name">The parameter that the split came in.</param>
    internal void RefuseTest(bool allowTest, string what, string name = "split")
    {
        if (IsTest && !allowTest)
            throw new ArgumentException($"{what} on the validation or a calibration split; \"{Name}\" is a test split by its name. What is chosen there measures itself. To do it nevertheless, pass allowTest; the result says so.", name);
    }
}
