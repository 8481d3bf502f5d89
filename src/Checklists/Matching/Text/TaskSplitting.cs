namespace Checklists.Matching.Text;

/// <summary>Cuts a normalised line at its sentence ends and enumeration signs into the tasks it may hold.</summary>
internal static class TaskSplitting
{
    /// <summary>Fewest characters that can name a task.</summary>
    public const int ShortestTask = 4;

    /// <summary>Most tasks told apart in one line.</summary>
    public const int MostTasks = 12;

    /// <summary>Where clauses end.</summary>
    public const string ClauseEnds = ";,";

    /// <summary>Cuts at the separators in <paramref name="at"/>; pieces that are too short stay with the one before.</summary>
    /// <returns>The number of ranges written.</returns>
    public static int Split(ReadOnlySpan<char> text, ReadOnlySpan<char> at, Span<Range> parts)
    {
        var count = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var ends = i == text.Length || at.Contains(text[i]);
            if (!ends)
            {
                continue;
            }

            var isLast = i == text.Length;
            if (i - start < ShortestTask && !isLast)
            {
                continue;
            }

            if (i - start < ShortestTask && count > 0)
            {
                parts[count - 1] = parts[count - 1].Start..i;
            }
            else if (count == MostTasks)
            {
                parts[count - 1] = parts[count - 1].Start..text.Length;
                return count;
            }
            else
            {
                parts[count++] = start..i;
            }

            start = i + 1;
        }

        return count;
    }
}
