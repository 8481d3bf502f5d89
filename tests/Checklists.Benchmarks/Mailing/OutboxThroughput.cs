using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Checklists.Mailing;
using Checklists.Mailing.Transport;
using Checklists.Platform.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Checklists.Benchmarks.Mailing;

/// <summary>How fast a backlog drains into a local sink. The database must hold the schema; its outbox is filled here.</summary>
public static class OutboxThroughput
{
    /// <summary>Fills the outbox, drains it over four connections and writes mails per second, and the ratio to one connection.</summary>
    /// <param name="connectionString">A database with the schema and an empty outbox.</param>
    /// <param name="mails">Size of the backlog.</param>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(string connectionString, int mails, TextWriter output)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        using var sink = new Sink();
        var one = await DrainAsync(database, sink, mails / 10, connections: 1);
        var four = await DrainAsync(database, sink, mails, connections: 4);
        await output.WriteLineAsync($"1 connection: {one:F0} mails/s; 4 connections: {four:F0} mails/s ({four / one:F1} x); {mails} mails in {mails / four:F1} s");
    }

    private static async Task<double> DrainAsync(NpgsqlDataSource database, Sink sink, int mails, int connections)
    {
        await FillAsync(database, mails);
        var settings = new MailSettings { From = "noreply@checklists.example", Connections = connections };
        await using var transport = new SmtpTransport(new SmtpServer { Host = "127.0.0.1", Port = sink.Port, Tls = SmtpTls.None }, TimeProvider.System);
        var sender = new OutboxSender(database, transport, settings, TimeProvider.System, Random.Shared, NullLogger<OutboxSender>.Instance);
        var started = Stopwatch.GetTimestamp();
        var summary = await sender.SendDueAsync(CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return summary.Sent == mails ? mails / seconds : throw new InvalidOperationException($"{summary.Sent} of {mails} mails were sent.");
    }

    private static async Task FillAsync(NpgsqlDataSource database, int mails)
    {
        await using var fill = database.CreateCommand("""
            insert into outbox_mails (id, kind, business_key, region_code, message_id, recipients, subject, text_body, html_body, status, attempts, created_at, next_attempt_at)
            select gen_random_uuid(), 'weekly-digest', k, '411723001000', k || '@checklists.example', array['dzb@checklists.example'],
                '示例县古槐街道2026年第47周核对情况', repeat('核对情况正文。', 100), '<p>' || repeat('核对情况正文。', 200) || '</p>', 0, 0, now(), now()
            from (select gen_random_uuid()::text k from generate_series(1, @mails)) keys
            """);
        fill.Parameters.AddWithValue("mails", mails);
        await fill.ExecuteNonQueryAsync();
    }

    // The least that MailKit takes for a server.
    private sealed class Sink : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Sink()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Measured.
            }
        }

        private static async Task ServeAsync(TcpClient client)
        {
            using (client)
            {
                client.NoDelay = true;
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
                await writer.WriteLineAsync("220 sink");
                var inMessage = false;
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (inMessage && line != ".")
                    {
                        continue;
                    }

                    inMessage = line == "DATA";
                    await writer.WriteLineAsync(inMessage ? "354 go" : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250 PIPELINING" : "250 ok");
                }
            }
        }
    }
}
