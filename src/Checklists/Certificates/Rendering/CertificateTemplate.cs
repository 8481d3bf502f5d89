using System.Globalization;
using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Layout;
using Checklists.Documents.Pdf.Recording;
using Checklists.Documents.Qr;
using Checklists.Matching;

namespace Checklists.Certificates.Rendering;

/// <summary>The layout of 村级组织工作事项核对情况告知单: letter, sign-off with QR code, annex with the item table.</summary>
internal sealed class CertificateTemplate(FontLibrary fonts)
{
    private const string Title = "村级组织工作事项核对情况告知单";
    /// <summary>Large enough for a phone at arm's length, small enough for the sign-off to stay at three lines.</summary>
    private const float QrSide = 25 * PageSetup.Millimetre;

    private const float CodeWidth = 100;

    private static readonly TableGrid CountGrid = new([64, 44, 56, 66, 92, 64, 56]) { PaddingVertical = 3 };
    private static readonly TableGrid ItemGrid = new([26, 142, 28, 66, 90, 90]) { PaddingVertical = 1.5f, PaddingHorizontal = 2.5f };

    private readonly Typesetting _type = new(fonts);

    /// <summary>Lays out and records all pages.</summary>
    public IReadOnlyList<PageRecording> Compose(CertificateDocument document)
    {
        PageSetup setup = PageSetup.OfficialDocument;
        var flow = new PageFlow(setup) { Furniture = new PageFurniture(fonts, setup, $"编号：{document.Number}　清单校验码：{new CertificateWording(document).ListDigits}").Draw };
        flow.AddSection([.. Letter(document)]);
        if (document.Lines.Count > 0)
        {
            flow.AddSection([.. Annex(document)]);
        }

        return flow.Draw();
    }

    private IEnumerable<LayoutElement> Letter(CertificateDocument document)
    {
        var wording = new CertificateWording(document);
        yield return _type.Title(Title);
        yield return _type.Line($"编号：{document.Number}", TextAlignment.Center, keepWithNext: true);
        yield return new Spacer(Typesetting.BodyPitch / 4);
        yield return _type.Line($"{document.Village}：", keepWithNext: true);
        yield return _type.Paragraph(wording.Opening);
        yield return _type.Section("一、核对依据。", wording.Basis);
        yield return _type.Section("二、核对范围和截止时点。", wording.Scope);
        if (document.Lines.Count > 0)
        {
            yield return _type.SectionHeading("三、核对结果");
            yield return Counts(document.Lines);
            yield return new Spacer(Typesetting.BodyPitch / 3);
        }
        else
        {
            yield return _type.Section("三、核对结果。", "没有需要核对的事项。");
        }

        foreach (string result in wording.Results)
        {
            yield return _type.Paragraph(result);
        }

        yield return _type.Section("四、附条件事项。", wording.Conditions);
        yield return _type.Section("五、尚未办结的事项。", wording.Open);
        yield return _type.Section("六、有效期和用途。", wording.Validity + wording.Disclaimer);
        // 成文日期 never stands on a page without text of the body.
        yield return _type.Section("七、异议。", wording.Objection, keepWithNext: true);
        if (document.Lines.Count > 0)
        {
            yield return _type.Paragraph("附件：核对事项明细表", keepWithNext: true);
        }

        yield return SignOff(document);
    }

    /// <summary>Office and date on the right, four characters in from the margin; the QR code on the left. Parted from nothing.</summary>
    private Columns SignOff(CertificateDocument document)
    {
        var signature = new List<LayoutElement> { new Spacer(Typesetting.BodyPitch) };
        if (document.Issuer is { Length: > 0 } issuer)
        {
            signature.Add(_type.Line(issuer, TextAlignment.Center));
        }

        signature.Add(_type.Line(ChineseDates.Day(document.IssuedOn), TextAlignment.Center));
        var code = new Stack(
        [
            new Columns([(null, new Spacer(0)), (QrSide, new QrBlock(QrCode.Encode(document.VerifyUrl), QrSide)), (null, new Spacer(0))]),
            _type.Note("扫码核验", TextAlignment.Center),
        ]);
        return new Columns([(CodeWidth, code), (null, new Stack(signature)), (2 * Typesetting.BodySize, new Spacer(0))], gap: Typesetting.BodySize);
    }

    private Table Counts(IReadOnlyList<CertificateLine> lines)
    {
        string[][] heads = [["类别"], ["合计"], ["主责", "（留存）"], ["协助", "（附条件）"], ["负面", "（派交单位收回）"], ["清单外", "（待准入）"], ["待研判"]];
        VerdictKind[] verdicts = [VerdictKind.Primary, VerdictKind.Assisting, VerdictKind.Prohibited, VerdictKind.Unlisted, VerdictKind.Ambiguous];
        IEnumerable<(string Name, CertificateLine[] Lines)> groups = lines
            .GroupBy(line => line.Kind)
            .OrderBy(group => group.Key)
            .Select(group => (VerdictWording.Kind(group.Key), group.ToArray()))
            .Append(("合计", [.. lines]));
        return new Table(
            CountGrid,
            [.. heads.Select(parts => _type.HeadCell(parts))],
            groups.Select(group => CountRow(group.Name, group.Lines, verdicts)));
    }

    private IReadOnlyList<LayoutElement> CountRow(string name, CertificateLine[] lines, VerdictKind[] verdicts) =>
    [
        _type.HeadCell(name),
        Figure(lines.Length),
        .. verdicts.Select(verdict => Figure(lines.Count(line => line.Verdict == verdict))),
    ];

    private TextBlock Figure(int count) => _type.Cell(count.ToString(CultureInfo.InvariantCulture), TextAlignment.Center);

    private IEnumerable<LayoutElement> Annex(CertificateDocument document)
    {
        yield return _type.AnnexMark("附件");
        yield return new Spacer(Typesetting.BodyPitch / 4) { KeepWithNext = true };
        yield return _type.Title("核对事项明细表");
        yield return _type.Note($"{document.Village}　{ChineseDates.Week(document.Week)}", TextAlignment.Center, keepWithNext: true);
        yield return new Spacer(4) { KeepWithNext = true };
        string[] heads = ["序号", "事项（原文）", "类别", "派交单位", "核对意见", "清单条目"];
        yield return new Table(ItemGrid, [.. heads.Select(head => _type.HeadCell(head))], document.Lines.Select(ItemRow));
        yield return new Spacer(4);
        yield return _type.Note(CertificateWording.AnnexNote);
    }

    private IReadOnlyList<LayoutElement> ItemRow(CertificateLine line) =>
    [
        Figure(line.Number),
        _type.Cell(line.Text),
        _type.Cell(VerdictWording.ShortKind(line.Kind), TextAlignment.Center),
        _type.Cell(string.IsNullOrWhiteSpace(line.Issuer) ? "—" : line.Issuer),
        _type.Cell(VerdictWording.Label(line.Kind, line.Verdict, line.Finding), CertificateWording.Remark(line)),
        _type.Cell(line.Items.Count == 0 ? "—" : string.Join("；", line.Items.Select(item => $"{item.Code} {item.Title}"))),
    ];
}
