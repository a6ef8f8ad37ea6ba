using Assay.Tuning.Spaces;

namespace Assay.Tuning.Summaries;

/// <summary>A study's space made ready, for reading.</summary>
internal static class StudySpace
{
    /// <summary>The space; null when none is declared, or what others declared cannot be searched: a study is read all the same.</summary>
    public static SearchSpace? ReadySpace(this Study study)
    {
        if (!study.Space.IsDeclared)
            return null;
        try
        {
            return new SearchSpace(study.Space);
        }
        catch (AssayException)
        {
            return null;
        }
    }
}
