using System.Globalization;
using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Layout;
using Checklists.Documents.Pdf.Recording;
using Checklists.Matching;

namespace Checklists.Certificates.Rendering;

/// <summary>The layout of a township's weekly summary: villages in the order of their codes, never ranked.</summary>
internal sealed class TownshipSummaryTemplate(FontLibrary fonts)
{
    private static readonly VerdictKind[] Verdicts =
        [VerdictKind.Primary, VerdictKind.Assisting, VerdictKind.Prohibited, VerdictKind.Unlisted, VerdictKind.Ambiguous];

    private static readonly TableGrid Grid = new([28, 108, 110, 32, 32, 32, 32, 36, 36, 36]);

    private readonly Typesetting _type = new(fonts);

    /// <summary>Lays out and records all pages.</summary>
    public IReadOnlyList<PageRecording> Compose(TownshipSummaryDocument document)
    {
        PageSetup setup = PageSetup.OfficialDocument;
        string label = $"{document.Township}　{document.Week}";
        var flow = new PageFlow(setup) { Furniture = new PageFurniture(fonts, setup, label).Draw };
        flow.AddSection([.. Content(document)]);
        return flow.Draw();
    }

    private IEnumerable<LayoutElement> Content(TownshipSummaryDocument document)
    {
        yield return _type.Title($"{document.County}{Without(document.Township, document.County)}", "村级组织工作事项周核对情况");
        yield return _type.Note(ChineseDates.Week(document.Week), TextAlignment.Center);
        yield return new Spacer(Typesetting.BodyPitch / 2);
        yield return _type.Paragraph(Opening(document));
        yield return new Spacer(Typesetting.BodyPitch / 3);
        string[] heads = ["序号", "村（社区）", "告知单编号", "合计", "主责", "协助", "负面", "清单外", "待研判", "未办结"];
        yield return new Table(Grid, [.. heads.Select(head => _type.HeadCell(head))], Rows(document.Villages));
        yield return new Spacer(4);
        yield return _type.Note("说明：各村（社区）按行政区划代码排列，不作排名。负面清单事项由派交单位收回、纠正，其数量不反映村级组织的工作情况，不作为考核、评比依据。");
        if (document.Issuer is { Length: > 0 } issuer)
        {
            yield return new Spacer(Typesetting.BodyPitch / 2);
            yield return _type.Line(issuer, TextAlignment.Right);
        }
    }

    private static string Opening(TownshipSummaryDocument document)
    {
        CertificateBasis basis = document.Basis;
        int checkedVillages = document.Villages.Count(village => village.CertificateNumber is not null);
        int waiting = document.Villages.Count - checkedVillages;
        string sample = basis.IsSample ? "（样例清单，仅用于演示和试用）" : "";
        string rest = waiting == 0 ? "" : $"，待提交{waiting}个";
        return $"依据《{basis.ListName}》{sample}（版本{basis.ListVersion}，{ChineseDates.Day(basis.EffectiveFrom)}起施行），" +
            $"截至{ChineseDates.Moment(document.CutOff)}，{document.Township}共有村（社区）{document.Villages.Count}个，" +
            $"已核对{checkedVillages}个{rest}，共核对事项{document.Villages.Sum(Total)}项，未办结{document.Villages.Sum(village => village.Open)}项。";
    }

    private IEnumerable<IReadOnlyList<LayoutElement>> Rows(IReadOnlyList<TownshipSummaryVillage> villages)
    {
        for (var i = 0; i < villages.Count; i++)
        {
            yield return Row(i + 1, villages[i]);
        }

        yield return
        [
            _type.Cell(""),
            _type.HeadCell("合计"),
            _type.Cell(""),
            Figure(villages.Sum(Total)),
            .. Verdicts.Select(verdict => Figure(villages.Sum(village => Count(village, verdict)))),
            Figure(villages.Sum(village => village.Open)),
        ];
    }

    private IReadOnlyList<LayoutElement> Row(int number, TownshipSummaryVillage village)
    {
        bool waiting = village.CertificateNumber is null;
        return
        [
            Figure(number),
            _type.Cell(village.Village),
            _type.Cell(village.CertificateNumber ?? "待提交", TextAlignment.Center),
            FigureOrDash(waiting, Total(village)),
            .. Verdicts.Select(verdict => FigureOrDash(waiting, Count(village, verdict))),
            FigureOrDash(waiting, village.Open),
        ];
    }

    private TextBlock FigureOrDash(bool waiting, int count) => waiting ? _type.Cell("—", TextAlignment.Center) : Figure(count);

    private TextBlock Figure(int count) => _type.Cell(count.ToString(CultureInfo.InvariantCulture), TextAlignment.Center);

    private static int Total(TownshipSummaryVillage village) => village.Counts.Values.Sum();

    private static int Count(TownshipSummaryVillage village, VerdictKind verdict) => village.Counts.GetValueOrDefault(verdict);

    private static string Without(string township, string county) =>
        township.StartsWith(county, StringComparison.Ordinal) ? township[county.Length..] : township;
}
