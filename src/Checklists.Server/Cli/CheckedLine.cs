using System.Text.Json;
using Checklists.Matching;

namespace Checklists.Server.Cli;

/// <summary>A line of the file under check and where it stands there.</summary>
/// <param name="Id">The sender's own id, as JSON, or <c>null</c>.</param>
/// <param name="Sheet">Sheet of a workbook; otherwise <c>null</c>.</param>
/// <param name="Row">Row of the sheet, or line of the file, from 1.</param>
/// <param name="Input">What the matcher is told.</param>
internal sealed record CheckedLine(JsonElement? Id, string? Sheet, int Row, LineInput Input);
