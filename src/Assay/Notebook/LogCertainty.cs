namespace Assay.Notebook;

/// <summary>How sure a reader is of what it took from a line.</summary>
public enum LogCertainty
{
    /// <summary>It stands there in so many words.</summary>
    Understood,

    /// <summary>It is the likely meaning.</summary>
    Guessed,

    /// <summary>Its meaning is not known; the text is kept as a note.</summary>
    Left,

    /// <summary>The text was damaged and has been mended.</summary>
    Repaired,
}
