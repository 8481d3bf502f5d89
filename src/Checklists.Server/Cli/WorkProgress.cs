using Spectre.Console;

namespace Checklists.Server.Cli;

/// <summary>Progress of long work on a terminal; on a file or pipe a line at the beginning and the end.</summary>
public static class WorkProgress
{
    /// <summary>Runs the work and shows how far it is.</summary>
    public static async Task<T> ShowAsync<T>(string title, int steps, Func<Action, Task<T>> work)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            Console.WriteLine($"{title}……");
            return await work(() => { });
        }

        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(steps, 1));
                var result = await work(() => task.Increment(1));
                task.Value = task.MaxValue;
                return result;
            });
    }
}
