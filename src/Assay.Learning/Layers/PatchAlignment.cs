namespace Assay.Learning.Layers;

/// <summary>Where patches lie in a series whose length is not a whole number of strides.</summary>
public enum PatchAlignment
{
    /// <summary>The first patch begins at the first step; the last steps may be in no patch (as torch.unfold does).</summary>
    Start,

    /// <summary>The last patch ends at the last step; the first steps may be in no patch. For series whose latest steps matter most.</summary>
    End,
}
