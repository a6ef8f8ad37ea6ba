namespace Assay.Cli.Rendering;

/// <summary>How a text is painted on a terminal that shows colours; the text alone always says the same.</summary>
internal enum Ink
{
    /// <summary>As the terminal writes.</summary>
    None,

    /// <summary>Headings.</summary>
    Bold,

    /// <summary>What matters less.</summary>
    Dim,

    /// <summary>What went well.</summary>
    Good,

    /// <summary>What failed.</summary>
    Bad,

    /// <summary>What needs a look.</summary>
    Warn,

    /// <summary>What is going on.</summary>
    Live,
}
