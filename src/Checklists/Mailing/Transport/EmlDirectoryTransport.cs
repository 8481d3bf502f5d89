using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Checklists.Mailing.Transport;

/// <summary>Writes each mail as an .eml file that any mail reader opens: a trial needs no mail server.</summary>
/// <remarks>The name comes from the subject and the Message-ID, so a repeated delivery replaces its own file instead of adding one.</remarks>
public sealed class EmlDirectoryTransport(string directory) : IMailTransport
{
    /// <inheritdoc/>
    public string Destination => directory;

    /// <inheritdoc/>
    public async Task<DeliveryAnswer> SendAsync(OutgoingMessage message, CancellationToken stop)
    {
        var name = NameOf(message.Mime);
        var unfinished = Path.Combine(directory, "." + name + "." + Guid.NewGuid().ToString("N") + ".tmp");
        try
        {
            Directory.CreateDirectory(directory);
            await WriteAsync(message.Mime, unfinished, stop);
            File.Move(unfinished, Path.Combine(directory, name), overwrite: true);
            return new DeliveryAnswer(
                DeliveryStage.Accepted,
                DeliveryOutcome.Accepted,
                name,
                [.. message.Recipients.Select(r => new RecipientAnswer(r, DeliveryOutcome.Accepted, name))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DeliveryAnswer.Of(DeliveryStage.Store, DeliveryOutcome.Temporary, $"邮件文件写不进 {directory}：{e.Message}");
        }
        finally
        {
            DeleteQuietly(unfinished);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task WriteAsync(MimeMessage mime, string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await mime.WriteToAsync(file, stop);
        file.Flush(flushToDisk: true);
    }

    private static string NameOf(MimeMessage mime)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mime.MessageId ?? "")).AsSpan(0, 4));
        return $"{mime.Date:yyyyMMdd} {PlainText.FileName(mime.Subject ?? "", 60)} {id}.eml";
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover begins with a dot and ends in .tmp: no reader takes it for a mail.
        }
    }
}
