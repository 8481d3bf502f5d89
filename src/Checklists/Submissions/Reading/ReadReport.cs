using Checklists.Documents.Spreadsheets;

namespace Checklists.Submissions.Reading;

/// <summary>Collects what is found while a file is read.</summary>
internal sealed class ReadReport(ReadLimits limits)
{
    private readonly List<Refusal> _refusals = [];
    private readonly List<Notice> _notices = [];
    private readonly List<VillageStatement> _villages = [];
    private int _further;

    public ReadLimits Limits => limits;

    public List<ReadLine> Lines { get; } = [];

    public List<RecognisedTable> Tables { get; } = [];

    public bool HasRefusals => _refusals.Count > 0;

    public void Refuse(string? sheet, int? row, string? column, string what, string remedy)
    {
        if (_refusals.Count < limits.MaxReported)
        {
            _refusals.Add(new Refusal(sheet, row, column, what, remedy));
        }
        else
        {
            _further++;
        }
    }

    public void Refuse(SpreadsheetProblem problem) => Refuse(problem.Sheet, problem.Row, problem.Column, problem.What, problem.Remedy);

    public void Note(string? sheet, int? row, string? column, string text) => _notices.Add(new Notice(sheet, row, column, text));

    public void State(VillageStatement statement)
    {
        if (!_villages.Any(v => v.Source == statement.Source && v.Text == statement.Text))
        {
            _villages.Add(statement);
        }
    }

    public ReadResult ToResult(SubmissionFormat? format) => new()
    {
        Format = format,
        Lines = HasRefusals ? [] : Lines,
        Refusals = _refusals,
        FurtherRefusals = _further,
        Notices = _notices,
        Villages = _villages,
        Tables = Tables,
    };
}
