namespace Checklists.Documents.Pdf.Text;

/// <summary>
/// Breaks glyphs into lines: first as many as fit, then punctuation that may not start the next line is pulled
/// in by squeezing (推入), or the last character goes down with it (推出).
/// </summary>
internal static class LineBreaker
{
    /// <summary>How much of a mark's blank half may be given up to pull one more character in.</summary>
    private const float SqueezableEms = 0.4f;

    /// <summary>Beyond this a line is left short: letters would stand apart.</summary>
    private const float StretchLimitEms = 0.5f;

    /// <summary>Rounding of sums of advances must not push a character that fits exactly to the next line.</summary>
    private const float Tolerance = 0.01f;

    /// <summary>Breaks a paragraph.</summary>
    /// <param name="glyphs">The paragraph.</param>
    /// <param name="width">Width of a line in points.</param>
    /// <param name="firstIndent">Indent of the first line in points.</param>
    /// <param name="justify">Whether all lines but the last are set to the full width.</param>
    public static List<TextLine> Break(ReadOnlyMemory<Glyph> glyphs, float width, float firstIndent, bool justify)
    {
        var lines = new List<TextLine>();
        var start = 0;
        while (start < glyphs.Length)
        {
            float available = lines.Count == 0 ? width - firstIndent : width;
            int end = LineEnd(glyphs.Span[start..], available) + start;
            bool last = end == glyphs.Length;
            lines.Add(Set(glyphs[start..end], available, justify && !last));
            start = end;
            while (start < glyphs.Length && glyphs.Span[start].CodePoint == ' ')
            {
                start++;
            }
        }

        return lines;
    }

    /// <summary>Number of glyphs on the line that starts here.</summary>
    private static int LineEnd(ReadOnlySpan<Glyph> glyphs, float available)
    {
        float used = 0;
        float squeezable = 0;
        var fitting = 0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            float squeeze = i == 0 ? 0 : LineRules.SqueezeBetween(glyphs[i - 1], glyphs[i]) * glyphs[i].Size;
            used += glyphs[i].Advance - squeeze;
            float blankEnd = LineRules.HasBlankBehind(glyphs[i]) ? 0.5f * glyphs[i].Size : 0;
            if (glyphs[i].CodePoint != ' ' && used - blankEnd > available + squeezable + Tolerance)
            {
                break;
            }

            squeezable += LineRules.HasBlankBehind(glyphs[i]) && squeeze == 0 ? SqueezableEms * glyphs[i].Size : 0;
            if (MayEndAfter(glyphs, i) && (used - blankEnd <= available + Tolerance || IsPulledIn(glyphs, i)))
            {
                fitting = i + 1;
            }
        }

        return fitting > 0 ? fitting : Emergency(glyphs, available);
    }

    /// <summary>Squeezing serves to pull punctuation in, not to crowd one more character into every line.</summary>
    private static bool IsPulledIn(ReadOnlySpan<Glyph> glyphs, int last) =>
        last > 0 && !LineRules.MayBreakBetween(glyphs[last - 1].CodePoint, glyphs[last].CodePoint);

    private static bool MayEndAfter(ReadOnlySpan<Glyph> glyphs, int i) =>
        i + 1 == glyphs.Length || LineRules.MayBreakBetween(glyphs[i].CodePoint, glyphs[i + 1].CodePoint);

    /// <summary>A word longer than the line is cut wherever it must; a line holds at least one glyph.</summary>
    private static int Emergency(ReadOnlySpan<Glyph> glyphs, float available)
    {
        float used = 0;
        var count = 0;
        while (count < glyphs.Length && (used += glyphs[count].Advance) <= available + Tolerance)
        {
            count++;
        }

        return Math.Max(1, count);
    }

    private static TextLine Set(ReadOnlyMemory<Glyph> line, float available, bool justify)
    {
        ReadOnlySpan<Glyph> glyphs = line.Span;
        int count = glyphs.Length;
        while (count > 1 && glyphs[count - 1].CodePoint == ' ')
        {
            count--;
        }

        glyphs = glyphs[..count];
        float[] offsets = Natural(glyphs, out float width);
        float blankEnd = LineRules.HasBlankBehind(glyphs[^1]) ? 0.5f * glyphs[^1].Size : 0;
        if (width > available + Tolerance)
        {
            // The mark at the end gives up its blank half first.
            float inked = width - blankEnd;
            Squeeze(glyphs, offsets, Math.Max(0, inked - available));
            width = Math.Min(inked, available);
        }
        else if (justify && Stretch(glyphs, offsets, available - width))
        {
            width = available;
        }

        return new TextLine(line[..count], offsets, width);
    }

    private static float[] Natural(ReadOnlySpan<Glyph> glyphs, out float width)
    {
        var offsets = new float[glyphs.Length];
        width = 0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            width -= i == 0 ? 0 : LineRules.SqueezeBetween(glyphs[i - 1], glyphs[i]) * glyphs[i].Size;
            offsets[i] = width;
            width += glyphs[i].Advance;
        }

        return offsets;
    }

    private static void Squeeze(ReadOnlySpan<Glyph> glyphs, float[] offsets, float excess)
    {
        float total = 0;
        for (var i = 0; i < glyphs.Length - 1; i++)
        {
            total += Squeezable(glyphs, i);
        }

        float shift = 0;
        for (var i = 1; i < glyphs.Length && total > 0; i++)
        {
            shift += excess * Squeezable(glyphs, i - 1) / total;
            offsets[i] -= shift;
        }
    }

    private static float Squeezable(ReadOnlySpan<Glyph> glyphs, int i) =>
        LineRules.HasBlankBehind(glyphs[i]) && LineRules.SqueezeBetween(glyphs[i], glyphs[i + 1]) == 0 ? SqueezableEms * glyphs[i].Size : 0;

    /// <summary>Spreads the rest of the line over its gaps.</summary>
    /// <returns><c>false</c> when the gaps would become too wide; nothing is changed then.</returns>
    private static bool Stretch(ReadOnlySpan<Glyph> glyphs, float[] offsets, float rest)
    {
        var gaps = 0;
        for (var i = 1; i < glyphs.Length; i++)
        {
            gaps += IsGap(glyphs, i) ? 1 : 0;
        }

        if (gaps == 0 || rest / gaps > StretchLimitEms * glyphs[0].Size)
        {
            return false;
        }

        float shift = 0;
        for (var i = 1; i < glyphs.Length; i++)
        {
            shift += IsGap(glyphs, i) ? rest / gaps : 0;
            offsets[i] += shift;
        }

        return true;
    }

    private static bool IsGap(ReadOnlySpan<Glyph> glyphs, int i) => !LineRules.IsOneWord(glyphs[i - 1].CodePoint, glyphs[i].CodePoint);
}
