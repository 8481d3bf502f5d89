namespace Checklists.IntegrationTests.Platform;

/// <summary>Lines that another process writes, with a way to wait for one of them.</summary>
internal sealed class OutputLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Part, TaskCompletionSource<string> Found)> _awaited = [];

    /// <summary>Takes a line; null, the end of the stream, is passed over.</summary>
    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (_, found) in _awaited.Where(entry => line.Contains(entry.Part, StringComparison.Ordinal)))
            {
                found.TrySetResult(line);
            }
        }
    }

    /// <summary>The first line, past or to come, that contains the text.</summary>
    public Task<string> FirstWithAsync(string part)
    {
        lock (_gate)
        {
            if (_lines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } past)
            {
                return Task.FromResult(past);
            }

            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((part, found));
            return found.Task;
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines);
        }
    }
}
