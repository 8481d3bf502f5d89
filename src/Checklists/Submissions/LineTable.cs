using Checklists.Submissions.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Checklists.Submissions;

/// <summary>Writes a list's lines with COPY: a county's lists are some ten thousand rows, and EF's inserts took most of the import.</summary>
internal static class LineTable
{
    private const string Copy =
        """
        copy lines (id, submission_id, number, sheet, row, text, kind, issuer, assigned_through, document_number,
                    responsibility_letter, target, ranking, advance_payment, reporting, report_frequency, funding, starts_on, ends_on)
        from stdin (format binary)
        """;

    public static async Task WriteAsync(
        NpgsqlConnection connection, Guid submissionId, IReadOnlyList<ReadLine> lines, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        foreach (var line in lines)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, cancellationToken);
            await writer.WriteAsync(submissionId, NpgsqlDbType.Uuid, cancellationToken);
            await writer.WriteAsync(line.Number, NpgsqlDbType.Integer, cancellationToken);
            await WriteTextAsync(writer, line.Sheet, cancellationToken);
            await writer.WriteAsync(line.Row, NpgsqlDbType.Integer, cancellationToken);
            await WriteTextAsync(writer, line.Text, cancellationToken);
            await writer.WriteAsync((int)line.Kind, NpgsqlDbType.Integer, cancellationToken);
            await WriteTextAsync(writer, line.Issuer, cancellationToken);
            await WriteTextAsync(writer, line.Channel, cancellationToken);
            await WriteTextAsync(writer, line.DocumentNumber, cancellationToken);
            await WriteAnswerAsync(writer, line.Flags.ResponsibilityLetter, cancellationToken);
            await WriteAnswerAsync(writer, line.Flags.Target, cancellationToken);
            await WriteAnswerAsync(writer, line.Flags.Ranking, cancellationToken);
            await WriteAnswerAsync(writer, line.Flags.AdvancePayment, cancellationToken);
            await WriteAnswerAsync(writer, line.Flags.Reporting, cancellationToken);
            await WriteTextAsync(writer, line.ReportFrequency, cancellationToken);
            await WriteAnswerAsync(writer, line.Flags.Funding, cancellationToken);
            await WriteDayAsync(writer, line.StartsOn, cancellationToken);
            await WriteDayAsync(writer, line.EndsOn, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter writer, string? value, CancellationToken cancellationToken) =>
        value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value, NpgsqlDbType.Text, cancellationToken);

    private static Task WriteAnswerAsync(NpgsqlBinaryImporter writer, bool? value, CancellationToken cancellationToken) =>
        value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value.Value, NpgsqlDbType.Boolean, cancellationToken);

    private static Task WriteDayAsync(NpgsqlBinaryImporter writer, DateOnly? value, CancellationToken cancellationToken) =>
        value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value.Value, NpgsqlDbType.Date, cancellationToken);
}
