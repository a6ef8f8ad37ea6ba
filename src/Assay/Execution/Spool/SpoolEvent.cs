using Assay.Tracking;

namespace Assay.Execution.Spool;

/// <summary>What one line of a spool says.</summary>
internal abstract record SpoolEvent
{
    /// <summary>A metric value.</summary>
    internal sealed record Metric(string Key, MetricPoint Point) : SpoolEvent;

    /// <summary>A parameter.</summary>
    internal sealed record Parameter(string Key, string Json) : SpoolEvent;

    /// <summary>What the values of a key mean from here on in this file; parts that are null say nothing.</summary>
    internal sealed record Series(string Key, MetricIdentity Declared) : SpoolEvent;

    /// <summary>A tag; null removes it.</summary>
    internal sealed record Tag(string Key, string? Value) : SpoolEvent;

    /// <summary>A file that the run left; size and digest are found here unless the line states them.</summary>
    internal sealed record Artifact(string Path, long? Size, string? Digest) : SpoolEvent;

    /// <summary>Data that the run used; a digest that is not stated is found from the source.</summary>
    internal sealed record Dataset(string Name, string? Digest, string? Role, long? Rows, string? Source) : SpoolEvent;

    /// <summary>A remark.</summary>
    internal sealed record Remark(NoteKind Kind, string Text) : SpoolEvent;

    /// <summary>A line that cannot be taken as it is; the sentence is kept as a note.</summary>
    internal sealed record Problem(string Sentence) : SpoolEvent;
}
