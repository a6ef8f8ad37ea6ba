using System.Reflection;

namespace Assay.Tracking.Sqlite.Migrations;

/// <summary>One step of the schema, forward only. The version of a store is the number of its last step.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Sql">The script; run inside a transaction.</param>
internal sealed record Migration(int Version, string Sql)
{
    /// <summary>The steps of this program, oldest first: one numbered script each beside this file.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        Read(1, "0001_initial.sql"), Read(2, "0002_notebook.sql"), Read(3, "0003_studies.sql"), Read(4, "0004_claims.sql"),
        Read(5, "0005_live_studies.sql"),
    ];

    private static Migration Read(int version, string script)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Assay.Sqlite." + script)!;
        using var reader = new StreamReader(stream);
        return new Migration(version, reader.ReadToEnd());
    }
}
