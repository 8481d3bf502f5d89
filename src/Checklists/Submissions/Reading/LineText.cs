namespace Checklists.Submissions.Reading;

/// <summary>Takes a text in: invisible characters out, personal data masked, each with a notice.</summary>
internal static class LineText
{
    private const int Shown = 20;

    public static string Take(string text, string? sheet, int row, string? column, ReadReport report)
    {
        var clean = Wording.Clean(text, out var removedInvisible);
        if (removedInvisible)
        {
            report.Note(sheet, row, column, "含有看不见的控制字符，已去掉");
        }

        var masked = PersonalData.Mask(clean);
        if (masked.Found.Count > 0)
        {
            report.Note(sheet, row, column, $"含有{string.Join("、", masked.Found.Select(PersonalData.Name))}，读入时已隐去；清单里不需要个人信息");
        }

        return masked.Text;
    }

    /// <summary>The beginning of a sender's text for a message, on one line.</summary>
    public static string Shorten(string text)
    {
        var line = PersonalData.Mask(Wording.Clean(text, out _).Replace('\n', ' ')).Text;
        return line.Length <= Shown ? line : line[..Shown] + "…";
    }
}
