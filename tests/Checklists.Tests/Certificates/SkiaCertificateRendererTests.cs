using System.Text;
using Checklists.Certificates;
using Checklists.Certificates.Rendering;
using Checklists.Documents.Pdf;
using Checklists.Matching;
using Checklists.Tests.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Xunit;

namespace Checklists.Tests.Certificates;

public sealed class SkiaCertificateRendererTests : IDisposable
{
    private readonly SkiaCertificateRenderer _renderer = new(ShippedFonts.Directory);

    public void Dispose() => _renderer.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(150)]
    public void A_certificate_says_everything_an_office_needs_in_reading_order(int lines)
    {
        string text = TextOf(_renderer.Render(CertificateSamples.Certificate(CertificateSamples.Lines(lines))));
        string[] inOrder =
        [
            "村级组织工作事项核对情况告知单", "编号：示例-2026-W47-0001", "平舆县东皇街道示例社区：", "2026年第47周（11月16日至11月22日）",
            "一、核对依据", "《村级组织履职事项清单（样例）》（版本2026.1，2026年1月1日起施行）", "该清单为样例",
            "二、核对范围和截止时点", "三、核对结果", "四、附条件事项", "五、尚未办结的事项", "六、有效期和用途",
            "本告知单仅反映截至2026年11月20日18时的核对情况，不作为考核、评比依据", "七、异议", "可以向东皇街道提出", "2026年11月22日",
        ];
        var at = 0;
        foreach (string part in inOrder)
        {
            int found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"“{part}” is missing or out of order.");
            at = found;
        }

        Assert.Equal(lines > 0, text.Contains("核对事项明细表", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_line_of_the_list_stands_in_the_annex()
    {
        string[] texts = [.. Enumerable.Range(1, 60).Select(number => $"第{number}件示例事务")];
        string text = TextOf(_renderer.Render(CertificateSamples.Certificate(texts.Select((words, i) => CertificateSamples.Line(i + 1, text: words)))));
        Assert.All(texts, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_prohibited_duty_is_answered_to_the_unit_that_assigned_it()
    {
        string text = TextOf(_renderer.Render(CertificateSamples.Certificate(
            CertificateSamples.Line(1, VerdictKind.Prohibited, open: true), CertificateSamples.Line(2, VerdictKind.Prohibited, open: true))));
        Assert.Contains("由派交单位收回或者纠正", text, StringComparison.Ordinal);
        Assert.Contains("县应急管理局（示例）1项", text, StringComparison.Ordinal);
        Assert.Contains("上述事项的责任在派交单位，你社区不再承担，也不因此受到评价", text, StringComparison.Ordinal);
        Assert.Contains("待派交单位答复2项", text, StringComparison.Ordinal);
        Assert.DoesNotContain("违规", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_issuer_is_printed_that_nobody_gave()
    {
        CertificateDocument without = CertificateSamples.Certificate(CertificateSamples.Line(1));
        string text = TextOf(_renderer.Render(without));
        string named = TextOf(_renderer.Render(without with { Issuer = "平舆县示例办公室" }));
        Assert.DoesNotContain("办公室2026", text, StringComparison.Ordinal);
        Assert.Contains("平舆县示例办公室2026年11月22日", named, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_and_another_gives_another_identifier()
    {
        var identifiers = new HashSet<string>();
        for (var i = 1; i <= 12; i++)
        {
            CertificateDocument document = CertificateSamples.Certificate(CertificateSamples.Lines(3)) with { Number = $"示例-{i}" };
            byte[] pdf = _renderer.Render(document);
            Assert.Equal(pdf, _renderer.Render(document));
            identifiers.Add(Between(Encoding.Latin1.GetString(pdf), "/ID [<", ">"));
        }

        Assert.Equal(12, identifiers.Count);
    }

    [Fact]
    public void Threads_share_one_renderer()
    {
        CertificateDocument document = CertificateSamples.Certificate(CertificateSamples.Lines(20));
        byte[] expected = _renderer.Render(document);
        byte[][] results = new byte[8][];
        Parallel.For(0, results.Length, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, i => results[i] = _renderer.Render(document));
        Assert.All(results, pdf => Assert.Equal(expected, pdf));
    }

    [Fact]
    public void The_file_is_made_for_archives()
    {
        byte[] pdf = _renderer.Render(CertificateSamples.Certificate(CertificateSamples.Lines(20)));
        string raw = Encoding.Latin1.GetString(pdf);
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", raw, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:conformance>B</pdfaid:conformance>", raw, StringComparison.Ordinal);
        Assert.Contains("/OutputIntents", raw, StringComparison.Ordinal);
        Assert.Contains("/Lang (zh-CN)", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/Subtype /Type3", raw, StringComparison.Ordinal);
        Assert.Equal(raw.Split("/FontDescriptor ").Length, raw.Split("/FontFile2 ").Length);
        using PdfDocument document = PdfDocument.Open(pdf);
        Assert.Equal("村级组织工作事项核对情况告知单（示例-2026-W47-0001）", document.Information.Title);
    }

    [Fact]
    public void A_missing_glyph_stops_the_certificate_and_names_the_character()
    {
        MissingGlyphException error = Assert.Throws<MissingGlyphException>(
            () => _renderer.Render(CertificateSamples.Certificate(CertificateSamples.Line(1, text: "走访𪚥姓人家"))));
        Assert.Equal("𪚥", error.Character);
    }

    [Fact]
    public void A_summary_keeps_the_order_given_and_marks_villages_without_a_list()
    {
        var document = new TownshipSummaryDocument(
            "平舆县",
            "东皇街道",
            "2026-W47",
            CertificateSamples.Basis,
            new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
            null,
            [
                new("示例乙村", "示例-2", new Dictionary<VerdictKind, int> { [VerdictKind.Prohibited] = 9 }, 9),
                new("示例甲村", null, new Dictionary<VerdictKind, int>(), 0),
                new("示例丙村", "示例-3", new Dictionary<VerdictKind, int> { [VerdictKind.Primary] = 30 }, 0),
            ]);
        string text = TextOf(_renderer.Render(document));
        int[] places = [.. new[] { "示例乙村", "示例甲村", "待提交", "示例丙村" }.Select(name => text.LastIndexOf(name, StringComparison.Ordinal))];
        Assert.Equal(places.Order(), places);
        Assert.Contains("不作排名", text, StringComparison.Ordinal);
        Assert.Contains("已核对2个，待提交1个", text, StringComparison.Ordinal);
    }

    private static string TextOf(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().SelectMany(page => page.Letters).Select((Letter letter) => letter.Value));
    }

    private static string Between(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
