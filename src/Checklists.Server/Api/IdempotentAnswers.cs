using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Checklists.Identity;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Checklists.Server.Api;

/// <summary>What an endpoint answers; a body with a <c>url</c> names where to find what was made.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Written as JSON.</param>
public sealed record ApiAnswer(int Status, object Body)
{
    /// <summary>An error.</summary>
    public static ApiAnswer Of(ApiProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new ApiAnswer(problem.Status, problem);
    }
}

/// <summary>
/// Honours <c>Idempotency-Key</c>: the same request with the same key of the same account gets the answer it got, for seven days.
/// The answer is stored after the work has committed; should the process die in between, the repeated request does the work
/// again, which the domain recognises by its own keys (file hash, review version, county and week).
/// </summary>
public sealed class IdempotentAnswers(ChecklistsDbContext db, NpgsqlDataSource connections, TimeProvider clock)
{
    /// <summary>The request's header.</summary>
    public const string Header = "Idempotency-Key";

    private const int KeyLimit = 200;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Does the work, or repeats the answer that it had.</summary>
    /// <param name="http">The request.</param>
    /// <param name="viewer">Whose request it is.</param>
    /// <param name="body">The request's body, byte for byte.</param>
    /// <param name="work">The work.</param>
    public async Task<IResult> AnswerAsync(HttpContext http, Viewer viewer, ReadOnlyMemory<byte> body, Func<CancellationToken, Task<ApiAnswer>> work)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(work);
        var ct = http.RequestAborted;
        var given = http.Request.Headers[Header].ToString();
        if (given.Length == 0)
        {
            var answer = await work(ct);
            return Written((answer.Status, Json(answer.Body)));
        }

        if (given.Length > KeyLimit)
        {
            return Problem(new ApiProblem(400, "请求有误", $"请求头 {Header} 最长 {KeyLimit} 个字符，请换一个短的，例如 UUID。"));
        }

        var key = $"{viewer.AccountId:N}:{given}";
        await using var gate = await EnterAsync(key, ct);
        return gate is null
            ? Problem(new ApiProblem(409, "正在处理", $"同一个 {Header} 的请求还在处理，请稍后用同一个键再试。"))
            : await OnceAsync(key, Fingerprint(http.Request, body.Span), work, ct);
    }

    private async Task<IResult> OnceAsync(string key, string request, Func<CancellationToken, Task<ApiAnswer>> work, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.IdempotentRequests.Where(r => r.CreatedAt < now - KeptFor).ExecuteDeleteAsync(ct);
        if (await db.IdempotentRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Key == key, ct) is { } stored)
        {
            return stored.RequestHash == request
                ? Written((stored.StatusCode, stored.Body))
                : Problem(new ApiProblem(422, "键已用过", $"这个 {Header} 已用于另一个不同的请求。新的请求请换一个新的键。"));
        }

        var answer = await work(ct);
        var body = Json(answer.Body);
        db.IdempotentRequests.Add(new IdempotentRequest { Key = key, RequestHash = request, StatusCode = answer.Status, Body = body, CreatedAt = now });
        await db.SaveChangesAsync(ct);
        return Written((answer.Status, body));
    }

    /// <summary>Keeps a second request with the same key out while the first one works, on any node; <c>null</c> when one works already.</summary>
    private async Task<Gate?> EnterAsync(string key, CancellationToken ct)
    {
        // A connection of its own: the lock must outlive the work's transactions.
        var gate = await Gate.OpenAsync(connections, ct);
        try
        {
            if (await gate.TryLockAsync("idempotency:" + key, ct))
            {
                return gate;
            }
        }
        catch
        {
            await gate.DisposeAsync();
            throw;
        }

        await gate.DisposeAsync();
        return null;
    }

    private static string Fingerprint(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Json(object body) => JsonSerializer.Serialize(body, body.GetType(), ApiJson.Options);

    private static StoredAnswer Problem(ApiProblem problem) => Written((problem.Status, Json(problem)));

    private static StoredAnswer Written((int Status, string Body) answer) => new(answer.Status, answer.Body);

    /// <summary>An advisory lock that ends with its transaction: a session's lock would live on in the pooled connection.</summary>
    private sealed class Gate(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<Gate> OpenAsync(NpgsqlDataSource connections, CancellationToken ct)
        {
            var connection = await connections.OpenConnectionAsync(ct);
            return new Gate(connection, await connection.BeginTransactionAsync(ct));
        }

        public async Task<bool> TryLockAsync(string name, CancellationToken ct)
        {
            await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction);
            command.Parameters.AddWithValue(name);
            return await command.ExecuteScalarAsync(ct) is true;
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    /// <summary>An answer as text, the same on the first time and on every repetition.</summary>
    private sealed record StoredAnswer(int Status, string Body) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = Status;
            response.ContentType = Status >= 400 ? ApiProblem.ContentType : "application/json; charset=utf-8";
            if (Status < 400)
            {
                using var read = JsonDocument.Parse(Body);
                if (read.RootElement.TryGetProperty("url", out var url))
                {
                    response.Headers.Location = url.GetString();
                }
            }

            await response.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}
