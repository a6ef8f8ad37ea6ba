using System.Collections.Immutable;
using Assay.Tracking;

namespace Assay.Execution.Spool;

/// <summary>One line of a spool.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="End">Offset of the byte after its line end.</param>
/// <param name="Event">What it says.</param>
/// <param name="Declared">What the file declared of its metrics up to and with this line.</param>
internal readonly record struct SpoolLine(long Number, long End, SpoolEvent Event, ImmutableDictionary<string, MetricIdentity> Declared);
