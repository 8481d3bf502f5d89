using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Checklists.IntegrationTests.Mailing;

/// <summary>Where in the conversation the server reacts.</summary>
public enum SmtpMoment
{
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    MailFrom,
    RcptTo,
    Data,
    FinalDot,
}

/// <summary>What the server does instead of its usual answer.</summary>
/// <param name="Line">An answer, or <c>null</c> for none.</param>
/// <param name="Close">Closes the connection afterwards.</param>
/// <param name="Keep">At the final dot: takes the message all the same.</param>
internal sealed record Reaction(string? Line, bool Close = false, bool Keep = false)
{
    public static readonly Reaction Drop = new(null, Close: true);
    public static readonly Reaction Hang = new((string?)null);
    public static readonly Reaction TakeAndDrop = new(null, Close: true, Keep: true);

    public static Reaction Say(string line) => new(line);
}

/// <summary>A message as the server took it.</summary>
internal sealed record TakenMessage(string From, IReadOnlyList<string> To, MimeMessage Mime);

/// <summary>An SMTP server inside the test that keeps to the protocol until its script says otherwise.</summary>
internal sealed class FaultSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Func<SmtpMoment, string, Reaction?> _script;
    private readonly Task _accepting;

    public FaultSmtpServer(Func<SmtpMoment, string, Reaction?>? script = null, X509Certificate2? certificate = null)
    {
        _script = script ?? ((_, _) => null);
        Certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public X509Certificate2? Certificate { get; }

    public bool OfferStartTls { get; init; } = true;

    public string Capabilities { get; init; } = "PIPELINING";

    public ConcurrentQueue<string> Commands { get; } = [];

    public ConcurrentQueue<TakenMessage> Messages { get; } = [];

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                Connections++;
                _conversations.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await new Conversation(this, client.GetStream()).RunAsync(_closing.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or AuthenticationException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private sealed class Conversation(FaultSmtpServer server, Stream stream)
    {
        private readonly byte[] _buffer = new byte[16384];
        private Stream _stream = stream;
        private int _start;
        private int _end;
        private string _from = "";
        private List<string> _to = [];

        public async Task RunAsync(CancellationToken ct)
        {
            if (!await AnswerAsync(SmtpMoment.Greeting, "", "220 test ESMTP", ct))
            {
                return;
            }

            while (await ReadLineAsync(ct) is { } line)
            {
                server.Commands.Enqueue(line);
                if (line == "QUIT" || !await ObeyAsync(line, ct))
                {
                    return;
                }
            }
        }

        private async Task<bool> ObeyAsync(string line, CancellationToken ct)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    return await AnswerAsync(SmtpMoment.Ehlo, line, Welcome(), ct);
                case "STARTTLS":
                    return await StartTlsAsync(line, ct);
                case "AUTH":
                    return await AnswerAsync(SmtpMoment.Auth, line, "235 2.7.0 ok", ct);
                case "MAIL":
                    _from = line;
                    _to = [];
                    return await AnswerAsync(SmtpMoment.MailFrom, line, "250 2.1.0 ok", ct);
                case "RCPT":
                    return await RecipientAsync(line, ct);
                case "DATA":
                    return await DataAsync(line, ct);
                case "RSET" or "NOOP":
                    await WriteAsync("250 2.0.0 ok", ct);
                    return true;
                default:
                    await WriteAsync("500 5.5.1 what?", ct);
                    return true;
            }
        }

        private string Welcome()
        {
            var secure = _stream is SslStream;
            var lines = new List<string> { "test" };
            lines.AddRange(server.Capabilities.Split(',', StringSplitOptions.RemoveEmptyEntries));
            if (server.Certificate is not null && !secure && server.OfferStartTls)
            {
                lines.Add("STARTTLS");
            }

            if (secure)
            {
                lines.Add("AUTH PLAIN LOGIN");
            }

            return string.Join("\r\n", lines.Select((l, i) => (i == lines.Count - 1 ? "250 " : "250-") + l));
        }

        private async Task<bool> StartTlsAsync(string line, CancellationToken ct)
        {
            if (!await AnswerAsync(SmtpMoment.StartTls, line, "220 2.0.0 go ahead", ct))
            {
                return false;
            }

            var tls = new SslStream(_stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, ct);
            _stream = tls;
            return true;
        }

        private async Task<bool> RecipientAsync(string line, CancellationToken ct)
        {
            if (server._script(SmtpMoment.RcptTo, line) is { } reaction)
            {
                return await DoAsync(reaction, ct);
            }

            _to.Add(line);
            await WriteAsync("250 2.1.5 ok", ct);
            return true;
        }

        private async Task<bool> DataAsync(string line, CancellationToken ct)
        {
            if (server._script(SmtpMoment.Data, line) is { } refusal)
            {
                return await DoAsync(refusal, ct);
            }

            if (_to.Count == 0)
            {
                await WriteAsync("554 5.5.1 no recipients", ct);
                return true;
            }

            await WriteAsync("354 go ahead", ct);
            var message = await ReadMessageAsync(ct);
            var reaction = server._script(SmtpMoment.FinalDot, "");
            if (reaction is null or { Keep: true })
            {
                server.Messages.Enqueue(new TakenMessage(_from, _to, await MimeMessage.LoadAsync(message, ct)));
            }

            return reaction is null ? await SayAsync("250 2.0.0 queued as 4711", ct) : await DoAsync(reaction, ct);
        }

        private async Task<MemoryStream> ReadMessageAsync(CancellationToken ct)
        {
            var message = new MemoryStream();
            while (await ReadLineAsync(ct) is { } line && line != ".")
            {
                message.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
            }

            message.Position = 0;
            return message;
        }

        private async Task<bool> AnswerAsync(SmtpMoment moment, string line, string usual, CancellationToken ct) =>
            server._script(moment, line) is { } reaction ? await DoAsync(reaction, ct) : await SayAsync(usual, ct);

        private async Task<bool> DoAsync(Reaction reaction, CancellationToken ct)
        {
            if (reaction.Line is { } line)
            {
                await WriteAsync(line, ct);
            }
            else if (!reaction.Close)
            {
                await Task.Delay(Timeout.Infinite, ct);
            }

            return !reaction.Close;
        }

        private async Task<bool> SayAsync(string line, CancellationToken ct)
        {
            await WriteAsync(line, ct);
            return true;
        }

        private async Task WriteAsync(string line, CancellationToken ct) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);

        private async Task<string?> ReadLineAsync(CancellationToken ct)
        {
            var line = new MemoryStream();
            while (true)
            {
                if (_start == _end)
                {
                    (_start, _end) = (0, await _stream.ReadAsync(_buffer, ct));
                    if (_end == 0)
                    {
                        return null;
                    }
                }

                var part = _buffer.AsSpan(_start, _end - _start);
                var feed = part.IndexOf((byte)'\n');
                line.Write(feed < 0 ? part : part[..feed]);
                _start = feed < 0 ? _end : _start + feed + 1;
                if (feed >= 0)
                {
                    var text = Encoding.Latin1.GetString(line.GetBuffer(), 0, (int)line.Length);
                    return text.EndsWith('\r') ? text[..^1] : text + "\n(bare line feed)";
                }
            }
        }
    }
}
