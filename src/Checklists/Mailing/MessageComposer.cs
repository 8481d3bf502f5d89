using System.IO.Compression;
using Checklists.Mailing.Addresses;
using MimeKit;
using MimeKit.Cryptography;

namespace Checklists.Mailing;

/// <summary>Builds the MIME message of a mail. The same mail gives the same message at every attempt.</summary>
internal sealed class MessageComposer
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly MailSender _from;
    private readonly MailSender? _sender;
    private static readonly HeaderId[] Signed =
        [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ListId, HeaderId.MimeVersion, HeaderId.ContentType];

    private readonly MailSettings _settings;
    private readonly DkimSigner? _signer;

    /// <summary>Makes the composer.</summary>
    /// <exception cref="FormatException">From, Sender or the DKIM key is unusable; the message is Chinese.</exception>
    public MessageComposer(MailSettings settings)
    {
        _settings = settings;
        _from = MailSender.Parse(settings.From);
        _sender = settings.Sender is null ? null : MailSender.Parse(settings.Sender);
        _signer = settings.Dkim is null ? null : SignerOf(settings.Dkim);
    }

    /// <summary>Envelope sender: where bounces go.</summary>
    public string EnvelopeSender => (_sender ?? _from).Address;

    /// <summary>Builds the message.</summary>
    /// <exception cref="MailTooLargeException">The attachments are more than can be sent.</exception>
    public MimeMessage Compose(DueMail mail, IReadOnlyList<AttachedFile> files)
    {
        var message = new MimeMessage { Subject = PlainText.Line(mail.Subject), Date = mail.CreatedAt.ToOffset(China), MessageId = mail.MessageId };
        message.From.Add(new MailboxAddress(_from.Name, _from.Address));
        if (_sender is not null && _sender != _from)
        {
            message.Sender = new MailboxAddress(_sender.Name, _sender.Address);
        }

        // All recipients stand in To, also those that already have it: the mail is the same for everybody.
        message.To.AddRange(mail.Recipients.Select(a => new MailboxAddress("", a)));
        AddHeaders(message, mail);
        message.Body = Body(mail, files);
        message.Prepare(EncodingConstraint.SevenBit, 76);
        // A person's later change to the text or a header would break the signature; servers on the way add headers only.
        _signer?.Sign(message, Signed);
        return message;
    }

    private static DkimSigner SignerOf(DkimKey key)
    {
        try
        {
            return new DkimSigner(key.PrivateKeyFile, key.Domain, key.Selector)
            {
                HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                AgentOrUserIdentifier = "@" + key.Domain,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new FormatException($"DKIM 私钥文件 {key.PrivateKeyFile} 不能使用（{e.Message}），请提供 PEM 格式的 RSA 或 Ed25519 私钥。", e);
        }
    }

    private void AddHeaders(MimeMessage message, DueMail mail)
    {
        message.Headers.Add(HeaderId.ListId, $"<{mail.Kind}.checklists.{_from.Domain}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        // Exchange answers automatic mails all the same unless it is told so in its own words.
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
    }

    private MimeEntity Body(DueMail mail, IReadOnlyList<AttachedFile> files)
    {
        var alternative = new MultipartAlternative(Text("plain", mail.TextBody), Text("html", mail.HtmlBody)) { Boundary = Boundary(mail, "alternative") };
        if (files.Count == 0)
        {
            return alternative;
        }

        var mixed = new Multipart("mixed") { alternative };
        mixed.Boundary = Boundary(mail, "mixed");
        foreach (var file in Bundle(mail, files))
        {
            mixed.Add(Attachment(file));
        }

        return mixed;
    }

    private IReadOnlyList<AttachedFile> Bundle(DueMail mail, IReadOnlyList<AttachedFile> files)
    {
        var size = files.Sum(f => (long)f.Content.Length);
        if (size > _settings.RefuseAbove)
        {
            throw new MailTooLargeException(
                $"附件共 {size / 1048576.0:F1} MB，超过上限 {_settings.RefuseAbove / 1048576.0:F0} MB，邮件没有发出。请提高上限或改用链接发送。");
        }

        return size <= _settings.ArchiveAbove || files.Count == 1 ? files : [Archive(mail, files)];
    }

    private static AttachedFile Archive(DueMail mail, IReadOnlyList<AttachedFile> files)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, file) in DistinctNames(files))
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = mail.CreatedAt.ToOffset(China);
                using var content = entry.Open();
                content.Write(file.Content);
            }
        }

        return new AttachedFile(PlainText.FileName(mail.Subject, 80) + ".zip", "application/zip", buffer.ToArray());
    }

    private static IEnumerable<(string Name, AttachedFile File)> DistinctNames(IReadOnlyList<AttachedFile> files)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var name = file.FileName;
            var count = seen[name] = seen.GetValueOrDefault(name) + 1;
            yield return (count == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}（{count}）{Path.GetExtension(name)}", file);
        }
    }

    private static TextPart Text(string subtype, string text) =>
        new(subtype) { Text = text.ReplaceLineEndings("\r\n"), ContentTransferEncoding = ContentEncoding.Base64 };

    // RFC 2231 for readers that keep to it, RFC 2047 in Content-Type for older ones, which only look there.
    private static MimePart Attachment(AttachedFile file)
    {
        var part = new MimePart(ContentType.TryParse(file.ContentType, out var type) ? type : new ContentType("application", "octet-stream"))
        {
            Content = new MimeContent(new MemoryStream(file.Content, writable: false)),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        part.ContentDisposition.Parameters.Add(new Parameter("filename", file.FileName) { EncodingMethod = ParameterEncodingMethod.Rfc2231 });
        part.ContentType.Parameters.Add(new Parameter("name", file.FileName) { EncodingMethod = ParameterEncodingMethod.Rfc2047 });
        return part;
    }

    private static string Boundary(DueMail mail, string part) => $"={part}={mail.Id:N}=";
}

/// <summary>A file with its bytes.</summary>
internal sealed record AttachedFile(string FileName, string ContentType, byte[] Content);

/// <summary>The attachments are more than can be sent. The message is Chinese.</summary>
internal sealed class MailTooLargeException(string message) : Exception(message);
