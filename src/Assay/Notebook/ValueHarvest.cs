namespace Assay.Notebook;

/// <summary>Finds the numbers in a book's sentences.</summary>
public static class ValueHarvest
{
    /// <summary>stub until merged</summary>
    public static LogBook Harvest(LogBook book, LogReport report) => book;

    /// <summary>stub until merged</summary>
    public static LogBook Refreshed(LogBook book) => book;
}
