using System.Text.Json;
using Assay.Tracking.Changes;

namespace Assay.Tracking.Sqlite;

/// <summary>Writes params, tags, datasets, artifacts and spool offsets. Writer's thread only, inside a transaction.</summary>
internal sealed class FactWriter(Database database)
{
    /// <summary>Writes a parameter once.</summary>
    /// <exception cref="StoreException">It has another value already, or its value is not JSON.</exception>
    public void SetParam(long seq, RunId run, Param param)
    {
        Limits.Text("a param's key", param.Key, Limits.Key);
        RequireJson(run, param);
        using (var insert = database.Prepare("INSERT INTO params(run, key, json, text, number) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"))
            insert.Bind(seq).Bind(param.Key).Bind(param.Json).Bind(param.Text).Bind(param.Number).Run();
        if (database.Changed == 1)
            return;
        using var known = database.Prepare("SELECT json FROM params WHERE run = ? AND key = ?").Bind(seq).Bind(param.Key);
        if (known.Step() && known.Text(0) is var value && !string.Equals(value, param.Json, StringComparison.Ordinal))
        {
            throw new ChangeRefusedException(
                $"Run {run}: param '{param.Key}' is {Limits.Short(value)} and cannot become {Limits.Short(param.Json)}; params are written once. Log what changes as a metric or a tag.");
        }
    }

    /// <summary>Writes or removes a tag.</summary>
    public void SetTag(long seq, string key, string? value)
    {
        Limits.Text("a tag's key", key, Limits.Key);
        if (value is null)
        {
            using var delete = database.Prepare("DELETE FROM tags WHERE run = ? AND key = ?");
            delete.Bind(seq).Bind(key).Run();
            return;
        }

        using var insert = database.Prepare("INSERT INTO tags(run, key, value) VALUES (?1, ?2, ?3) ON CONFLICT(run, key) DO UPDATE SET value = ?3");
        insert.Bind(seq).Bind(key).Bind(value).Run();
    }

    /// <summary>Names a file that the run left.</summary>
    public void AddArtifact(long seq, Artifact artifact)
    {
        using var insert = database.Prepare(
            "INSERT INTO artifacts(run, path, size, digest, stored) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(run, path) DO UPDATE SET size = ?3, digest = ?4, stored = ?5");
        insert.Bind(seq).Bind(artifact.Path).Bind(artifact.Size).Bind(artifact.Digest).Bind(artifact.Stored ? 1 : 0).Run();
    }

    /// <summary>Says that a run used a dataset; what was unknown of the dataset is filled in.</summary>
    public void UseDataset(long seq, Dataset dataset)
    {
        using (var insert = database.Prepare(
            "INSERT INTO datasets(name, digest, row_count, source) VALUES (?1, ?2, ?3, ?4) " +
            "ON CONFLICT(name, digest) DO UPDATE SET row_count = COALESCE(row_count, ?3), source = COALESCE(source, ?4)"))
        {
            insert.Bind(dataset.Name).Bind(dataset.Digest).Bind(dataset.Rows).Bind(dataset.Source).Run();
        }

        using var use = database.Prepare("INSERT INTO run_datasets(run, dataset, role) SELECT ?1, id, ?2 FROM datasets WHERE name = ?3 AND digest = ?4 ON CONFLICT DO NOTHING");
        use.Bind(seq).Bind(dataset.Role ?? "").Bind(dataset.Name).Bind(dataset.Digest).Run();
    }

    /// <summary>Moves the consumed offset of a spool file.</summary>
    /// <exception cref="StoreException">Somebody else consumed the file meanwhile.</exception>
    public void AdvanceSpool(long seq, AdvanceSpool spool)
    {
        using (var known = database.Prepare("SELECT consumed FROM spools WHERE run = ? AND file = ?").Bind(seq).Bind(spool.File))
        {
            var consumed = known.Step() ? known.Int64(0) : 0;
            if (consumed != spool.From)
            {
                throw new StoreException(string.Create(
                    CultureInfo.InvariantCulture, $"Run {spool.Run}: {spool.File} has been consumed up to byte {consumed}, not {spool.From}; another process reads it too."));
            }
        }

        using var save = database.Prepare("INSERT INTO spools(run, file, consumed, head_digest) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(run, file) DO UPDATE SET consumed = ?3, head_digest = ?4");
        save.Bind(seq).Bind(spool.File).Bind(spool.To).Bind(spool.HeadDigest).Run();
    }

    private static void RequireJson(RunId run, Param param)
    {
        if (param.Json.Length > Limits.Value)
        {
            throw new ChangeRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"Run {run}: param '{param.Key}' has {param.Json.Length:N0} characters, at most {Limits.Value:N0} are kept. Store it as an artifact."));
        }

        try
        {
            JsonDocument.Parse(param.Json).Dispose();
        }
        catch (JsonException failure)
        {
            throw new ChangeRefusedException($"Run {run}: the value of param '{param.Key}' is not JSON: {Limits.Short(param.Json)}. Text needs its quotes. ({failure.Message})");
        }
    }
}
