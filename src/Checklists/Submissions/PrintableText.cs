using Checklists.Certificates;
using Checklists.Submissions.Reading;

namespace Checklists.Submissions;

/// <summary>
/// Refuses characters that a certificate could not print, while the person who can mend the list is there: found on Friday night,
/// one such character would hold up a whole township.
/// </summary>
public sealed class PrintableText(ICertificateRenderer renderer)
{
    /// <summary>One refusal per line with such characters.</summary>
    public IReadOnlyList<Refusal> Objections(IEnumerable<ReadLine> lines)
    {
        var objections = new List<Refusal>();
        foreach (var line in lines)
        {
            var missing = renderer.Unprintable(line.Text + line.Issuer);
            if (missing.Count > 0)
            {
                objections.Add(new Refusal(
                    line.Sheet,
                    line.Row,
                    line.Column,
                    $"“{string.Join("”、“", missing)}”没有可用的字形，无法印到告知单上",
                    "请换成规范字后重新报送；确需用该字时，请县里在 seeds/fonts 目录安装含有该字的字体"));
            }
        }

        return objections;
    }
}
