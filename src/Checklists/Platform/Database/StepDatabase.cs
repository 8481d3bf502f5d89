using Checklists.Workflows.Activities;
using Npgsql;

namespace Checklists.Platform.Database;

/// <summary>The domain's side of a workflow step: its changes commit with the step.</summary>
public static class StepDatabase
{
    /// <summary>The transaction of the step.</summary>
    /// <exception cref="InvalidOperationException">The step runs without a database, as in <c>workflow run</c>.</exception>
    public static NpgsqlTransaction StepTransaction(this HostActivityContext context) =>
        context.Transaction ?? throw new InvalidOperationException($"活动“{context.ActivityId}”需要数据库，不能在模拟运行中执行。");
}
