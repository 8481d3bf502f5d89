using System.Collections.Concurrent;
using Checklists.Submissions;

namespace Checklists.Server.Cli;

/// <summary>What became of a batch of lists.</summary>
public sealed record ImportOutcome(
    IReadOnlyList<IntakeResult.Accepted> Accepted, int AlreadyReceived, IReadOnlyList<(string File, IntakeResult.Refused Why)> Refused);

/// <summary>Takes many lists in, each whole or not at all.</summary>
public sealed class ListImport(SubmissionIntake intake)
{
    /// <summary>Takes them in, several at a time: half of a list's time is waiting for the disk.</summary>
    public async Task<ImportOutcome> RunAsync(
        IReadOnlyList<string> files, string? village, string actor, Action advance, CancellationToken cancellationToken)
    {
        var accepted = new ConcurrentBag<IntakeResult.Accepted>();
        var refused = new ConcurrentBag<(string File, IntakeResult.Refused Why)>();
        var known = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, options, async (file, token) =>
        {
            var list = new IncomingList(
                Path.GetFileName(file), await File.ReadAllBytesAsync(file, token), village, SubmissionChannel.Command, actor);
            switch (await intake.ReceiveAsync(list, token))
            {
                case IntakeResult.Accepted taken:
                    accepted.Add(taken);
                    break;
                case IntakeResult.Refused why:
                    refused.Add((Path.GetFileName(file), why));
                    break;
                default:
                    Interlocked.Increment(ref known);
                    break;
            }

            advance();
        });
        return new ImportOutcome([.. accepted], known, [.. refused.OrderBy(r => r.File, StringComparer.Ordinal)]);
    }
}
