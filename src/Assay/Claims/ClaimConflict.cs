namespace Assay.Claims;

/// <summary>Two claims that cannot both hold.</summary>
/// <param name="First">Id of the one that stands first in the plan.</param>
/// <param name="Second">Id of the other.</param>
/// <param name="Why">Why, a clause.</param>
public sealed record ClaimConflict(string First, string Second, string Why);
