using System.Reflection;

namespace Assay.Cli;

/// <summary>The program's version.</summary>
internal static class VersionText
{
    /// <summary>E.g. <c>0.1.0</c>, without the commit that a build may add behind "+".</summary>
    public static string Current =>
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
