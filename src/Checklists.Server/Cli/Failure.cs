using System.Net.Sockets;
using Checklists.Catalogue;
using Checklists.Compliance;
using Checklists.Mailing.Templates;
using Checklists.Matching;
using Checklists.Platform;
using Checklists.Regions;
using Checklists.Submissions.Reading;
using Npgsql;

namespace Checklists.Server.Cli;

/// <summary>What a verb says when it cannot go on: a Chinese message with the remedy, and the exit code that callers rely on.</summary>
/// <param name="Message">For the user.</param>
/// <param name="Code">The exit code.</param>
public sealed record Failure(string Message, int Code)
{
    /// <summary>The failure behind an exception; <c>null</c> for a fault of our own, which is shown whole.</summary>
    public static Failure? From(Exception exception) => exception switch
    {
        StartRefusedException refused => new Failure(refused.Message, refused.ExitCode),
        CatalogueFileException or RegionsFileException or MatchingDataException or WeekException or WorkflowFilesException
            or MailTemplateException or ColumnMapException or BadInputException =>
            new Failure(exception.Message, ExitCode.BadInput),
        CatalogueMissingException or RegionsMissingException => new Failure(exception.Message, ExitCode.BadInput),
        DirectoryNotFoundException or FileNotFoundException => new Failure(exception.Message, ExitCode.BadInput),
        UnauthorizedAccessException => new Failure($"没有权限：{exception.Message}。请检查文件和目录的权限。", ExitCode.BadInput),
        IOException { InnerException: SocketException } io => new Failure($"端口无法使用：{io.Message}", ExitCode.BadInput),
        NpgsqlException postgres => new Failure(
            $"数据库没有应答：{postgres.Message}。请检查 PostgreSQL 是否在运行、ConnectionStrings__Checklists 是否正确。", ExitCode.Unavailable),
        AggregateException { InnerExceptions: [var only] } => From(only),
        _ => exception.InnerException is { } inner ? From(inner) : null,
    };
}

/// <summary>Input that a verb cannot use; the message says which and what to do.</summary>
public sealed class BadInputException(string message) : Exception(message);
