using Assay.Tuning;

namespace Assay.Studies.Commands;

/// <summary>Hears of a study's trials while commands evaluate them. Calls come from any thread, one at a time.</summary>
public interface ITuneObserver
{
    /// <summary>A trial's command was started, or found alive.</summary>
    /// <param name="trial">The trial, with its parameters.</param>
    void Started(Trial trial);

    /// <summary>A trial has ended.</summary>
    /// <param name="trial">The trial, with its value or the reason.</param>
    /// <param name="isBest">Whether it is the best now.</param>
    void Ended(Trial trial, bool isBest);

    /// <summary>Something a person should know.</summary>
    /// <param name="message">A sentence.</param>
    void Warned(string message);
}
