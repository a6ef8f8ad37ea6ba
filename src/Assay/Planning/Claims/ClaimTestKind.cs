namespace Assay.Planning.Claims;

/// <summary>The tests that claims know.</summary>
public enum ClaimTestKind
{
    /// <summary>Permutation of labels, or of signs where paired; exact where there are few.</summary>
    Permutation,

    /// <summary>Bootstrap of the difference of means.</summary>
    Bootstrap,

    /// <summary>Welch's t, or the paired t.</summary>
    Welch,

    /// <summary>Mann and Whitney's U.</summary>
    MannWhitney,

    /// <summary>Wilcoxon's signed ranks; paired.</summary>
    Wilcoxon,

    /// <summary>Nadeau and Bengio's corrected resampled t for folds; paired.</summary>
    NadeauBengio,
}
