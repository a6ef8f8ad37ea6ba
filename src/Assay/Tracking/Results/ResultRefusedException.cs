namespace Assay.Tracking.Results;

/// <summary>A result cannot be read at all; the message is the sentence for the report. Never leaves the reader.</summary>
internal sealed class ResultRefusedException(string message) : Exception(message);
