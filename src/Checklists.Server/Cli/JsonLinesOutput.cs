using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Checklists.Matching;

namespace Checklists.Server.Cli;

/// <summary>Writes the check contract's output, a JSON object per line of input, in its order.</summary>
internal static class JsonLinesOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IReadOnlyList<CheckedLine> lines, IReadOnlyList<Assessment> assessments, TextWriter output)
    {
        using var buffer = new MemoryStream();
        for (var i = 0; i < lines.Count; i++)
        {
            buffer.SetLength(0);
            using (var writer = new Utf8JsonWriter(buffer, Options))
            {
                WriteLine(writer, lines[i], assessments[i]);
            }

            output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            output.Write('\n');
        }
    }

    private static void WriteLine(Utf8JsonWriter w, CheckedLine line, Assessment assessment)
    {
        w.WriteStartObject();
        if (line.Id is { } id)
        {
            w.WritePropertyName("id");
            id.WriteTo(w);
        }
        else
        {
            w.WriteNumber("id", line.Row);
        }

        w.WriteString("verdict", VerdictText.Key(assessment.Verdict));
        if (assessment.Finding is { } finding)
        {
            w.WriteString("finding", VerdictText.Key(finding));
        }

        w.WriteBoolean("auto", assessment.Auto);
        WriteStrings(w, "codes", assessment.Codes);
        w.WriteNumber("confidence", Math.Round(assessment.Confidence, 4));
        WriteStrings(w, "reasons", assessment.Reasons);
        WriteCandidates(w, assessment.Candidates);
        WriteParts(w, assessment.Parts);
        w.WriteEndObject();
    }

    private static void WriteCandidates(Utf8JsonWriter w, IReadOnlyList<Candidate> candidates)
    {
        w.WriteStartArray("candidates");
        foreach (var candidate in candidates)
        {
            w.WriteStartObject();
            w.WriteString("code", candidate.Code);
            w.WriteNumber("score", Math.Round(candidate.Score, 4));
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter w, IReadOnlyList<AssessedPart> parts)
    {
        w.WriteStartArray("parts");
        foreach (var part in parts)
        {
            w.WriteStartObject();
            w.WriteString("text", part.Text);
            w.WriteString("verdict", VerdictText.Key(part.Verdict));
            WriteStrings(w, "codes", part.Codes);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter w, string name, IReadOnlyList<string> values)
    {
        w.WriteStartArray(name);
        foreach (var value in values)
        {
            w.WriteStringValue(value);
        }

        w.WriteEndArray();
    }
}
