using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Checklists.Matching;

/// <summary>Writes a list's first verdicts with COPY, for the same reason as its lines.</summary>
internal static class VerdictTable
{
    private const string Copy =
        """
        copy verdicts (id, line_id, submission_id, sequence, is_current, stage, verdict, finding, auto, confidence,
                       codes, reasons, details, catalogue_hash, model_hash, decided_by, decided_at)
        from stdin (format binary)
        """;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The verdict row for a system's assessment.</summary>
    public static LineVerdict FromAssessment(
        Guid lineId, Guid submissionId, int sequence, Assessment assessment, IDutyMatcher matcher, DateTimeOffset now) => new()
        {
            LineId = lineId,
            SubmissionId = submissionId,
            Sequence = sequence,
            IsCurrent = true,
            Stage = VerdictStage.System,
            Verdict = assessment.Verdict,
            Finding = assessment.Finding,
            Auto = assessment.Auto,
            Confidence = assessment.Confidence,
            Codes = [.. assessment.Codes],
            Reasons = [.. assessment.Reasons],
            Details = JsonSerializer.Serialize(new { assessment.Candidates, assessment.Parts }, Readable),
            CatalogueHash = matcher.CatalogueHash,
            ModelHash = matcher.ModelHash,
            DecidedAt = now,
        };

    /// <summary>Ends the currency of verdicts that newer ones are about to replace.</summary>
    public static async Task RetireAsync(NpgsqlTransaction transaction, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update verdicts set is_current = false where id = any($1)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task WriteAsync(NpgsqlConnection connection, IEnumerable<LineVerdict> verdicts, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        foreach (var verdict in verdicts)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(verdict.Id, NpgsqlDbType.Uuid, cancellationToken);
            await writer.WriteAsync(verdict.LineId, NpgsqlDbType.Uuid, cancellationToken);
            await writer.WriteAsync(verdict.SubmissionId, NpgsqlDbType.Uuid, cancellationToken);
            await writer.WriteAsync(verdict.Sequence, NpgsqlDbType.Integer, cancellationToken);
            await writer.WriteAsync(verdict.IsCurrent, NpgsqlDbType.Boolean, cancellationToken);
            await writer.WriteAsync((int)verdict.Stage, NpgsqlDbType.Integer, cancellationToken);
            await writer.WriteAsync((int)verdict.Verdict, NpgsqlDbType.Integer, cancellationToken);
            if (verdict.Finding is { } finding)
            {
                await writer.WriteAsync((int)finding, NpgsqlDbType.Integer, cancellationToken);
            }
            else
            {
                await writer.WriteNullAsync(cancellationToken);
            }

            await writer.WriteAsync(verdict.Auto, NpgsqlDbType.Boolean, cancellationToken);
            await writer.WriteAsync(verdict.Confidence, NpgsqlDbType.Double, cancellationToken);
            await writer.WriteAsync(verdict.Codes, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(verdict.Reasons, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(verdict.Details, NpgsqlDbType.Jsonb, cancellationToken);
            await writer.WriteAsync(verdict.CatalogueHash, NpgsqlDbType.Text, cancellationToken);
            await WriteTextAsync(writer, verdict.ModelHash, cancellationToken);
            await WriteTextAsync(writer, verdict.DecidedBy, cancellationToken);
            await writer.WriteAsync(verdict.DecidedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter writer, string? value, CancellationToken cancellationToken) =>
        value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value, NpgsqlDbType.Text, cancellationToken);
}
