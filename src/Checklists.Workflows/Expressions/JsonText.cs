using System.Text.Encodings.Web;
using System.Text.Json;

namespace Checklists.Workflows.Expressions;

/// <summary>How values are written as JSON text: compact, Chinese readable.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
