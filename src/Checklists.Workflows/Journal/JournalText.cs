using System.Globalization;
using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Journal;

/// <summary>Journal lines in plain Chinese, for people who do not read definitions.</summary>
public static class JournalText
{
    /// <summary>What a line says.</summary>
    /// <param name="entry">The line.</param>
    /// <param name="definition">The definition it belongs to, for the activities' names.</param>
    public static string Describe(JournalEntry entry, WorkflowDefinition definition)
    {
        var name = NameOf(entry, definition);
        return entry.Event switch
        {
            JournalEvent.Started => $"{name}：开始",
            JournalEvent.Completed => entry.Data?["outcomes"] is JsonArray outcomes ? $"{name}：完成，走向{string.Join("、", outcomes.Select(outcome => (string?)outcome))}" : $"{name}：完成",
            JournalEvent.Suspended => $"{name}：等待{Awaited(entry)}",
            JournalEvent.Resumed => $"{name}：继续",
            JournalEvent.Faulted => string.Create(CultureInfo.InvariantCulture, $"{name}：失败（共试{entry.Data?["attempts"]}次）：{entry.Data?["message"]}"),
            JournalEvent.Canceled => $"{name}：取消",
            JournalEvent.Retrying => string.Create(CultureInfo.InvariantCulture, $"{name}：第{entry.Data?["attempt"]}次没有成功，稍后再试：{entry.Data?["message"]}"),
            _ => "换用新的流程版本",
        };
    }

    private static string NameOf(JournalEntry entry, WorkflowDefinition definition) => entry.NodeId.Length == 0
        ? $"流程“{definition.Name}”"
        : definition.FindNode(entry.NodeId) is { Name.Length: > 0 } node ? node.Name : entry.ActivityId;

    private static string Awaited(JournalEntry entry)
    {
        var key = (string?)entry.Data?["key"];
        return (string?)entry.Data?["bookmark"] switch
        {
            Bookmarks.BookmarkNames.Event => $"事件“{key}”",
            Bookmarks.BookmarkNames.RunTask => $"任务“{key}”的结果",
            Bookmarks.BookmarkNames.DispatchWorkflow or Bookmarks.BookmarkNames.ExecuteWorkflow => "子流程结束",
            Bookmarks.BookmarkNames.Retry => "再次尝试",
            Bookmarks.BookmarkNames.Delay or Bookmarks.BookmarkNames.Timer or Bookmarks.BookmarkNames.Cron or Bookmarks.BookmarkNames.StartAt => "时间到",
            var name => string.IsNullOrEmpty(key) ? $"“{name}”" : $"“{name}”（{key}）",
        };
    }
}
