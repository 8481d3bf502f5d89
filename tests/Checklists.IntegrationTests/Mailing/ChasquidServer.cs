using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Checklists.IntegrationTests.Platform;
using MimeKit;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

/// <summary>A real mail server (Debian's chasquid) on free ports, delivering to a directory per mailbox.</summary>
internal sealed class ChasquidServer : IAsyncDisposable
{
    public const string Domain = "checklists.example";
    public const string Password = "only-for-this-test-4711";
    private const string Program = "/usr/bin/chasquid";

    private readonly ScratchDirectory _scratch = new();
    private readonly TestAuthority _authority = new();
    private Process? _process;

    public int Port { get; private set; }

    public string AuthorityFile => _scratch["authority.pem"];

    public static bool IsInstalled => File.Exists(Program);

    public static async Task<ChasquidServer> StartAsync(IEnumerable<string> mailboxes, CancellationToken ct)
    {
        var server = new ChasquidServer();
        await server.ConfigureAsync(mailboxes, ct);
        var started = new ProcessStartInfo(Program, ["-config_dir=" + server._scratch["conf"]]) { RedirectStandardError = true, RedirectStandardOutput = true };
        server._process = Process.Start(started)!;
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        await server.WaitUntilOpenAsync(ct);
        return server;
    }

    /// <summary>Waits for a mail in a mailbox and reads it.</summary>
    public async Task<MimeMessage> ReceiveAsync(string mailbox, CancellationToken ct)
    {
        var folder = Path.Combine(_scratch["maildir"], mailbox, "new");
        while (true)
        {
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder).FirstOrDefault() is { } file)
            {
                return await MimeMessage.LoadAsync(file, ct);
            }

            await Task.Delay(20, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _authority.Dispose();
        _scratch.Dispose();
    }

    private async Task ConfigureAsync(IEnumerable<string> mailboxes, CancellationToken ct)
    {
        Port = FreePort();
        var certificates = Directory.CreateDirectory(Path.Combine(_scratch["conf"], "certs", "localhost")).FullName;
        Directory.CreateDirectory(Path.Combine(_scratch["conf"], "domains", Domain));
        using var certificate = _authority.Issue("localhost", TimeSpan.FromDays(1));
        await File.WriteAllTextAsync(AuthorityFile, _authority.Pem, ct);
        await File.WriteAllTextAsync(Path.Combine(certificates, "fullchain.pem"), certificate.ExportCertificatePem(), ct);
        await File.WriteAllTextAsync(Path.Combine(certificates, "privkey.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), ct);
        var deliver = _scratch["deliver.sh"];
        await File.WriteAllTextAsync(deliver, $"""
            #!/bin/sh
            set -e
            box='{_scratch["maildir"]}'/"$1"
            mkdir -p "$box/tmp" "$box/new"
            name=$(date +%s%N).$$
            cat > "$box/tmp/$name"
            mv "$box/tmp/$name" "$box/new/$name"

            """, ct);
        await File.WriteAllTextAsync(Path.Combine(_scratch["conf"], "chasquid.conf"), $"""
            hostname: "localhost"
            smtp_address: "127.0.0.1:{FreePort()}"
            submission_address: "127.0.0.1:{Port}"
            mail_delivery_agent_bin: "/bin/sh"
            mail_delivery_agent_args: "{deliver}"
            mail_delivery_agent_args: "%to%"
            data_dir: "{_scratch["data"]}"
            mail_log_path: "{_scratch["mail.log"]}"

            """, ct);
        foreach (var mailbox in mailboxes)
        {
            await AddUserAsync($"{mailbox}@{Domain}", ct);
        }
    }

    private async Task AddUserAsync(string address, CancellationToken ct)
    {
        var start = new ProcessStartInfo("/usr/bin/chasquid-util", ["-C=" + _scratch["conf"], "user-add", address, "--password=" + Password])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(ct);
        await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, await said);
    }

    private async Task WaitUntilOpenAsync(CancellationToken ct)
    {
        while (true)
        {
            Assert.False(_process!.HasExited, "chasquid ended at once");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, ct);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
