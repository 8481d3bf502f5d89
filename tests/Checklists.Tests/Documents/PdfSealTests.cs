using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Layout;
using Checklists.Documents.Pdf.Recording;
using Checklists.Documents.Pdf.Text;
using Checklists.Documents.Sealing;
using UglyToad.PdfPig;
using Xunit;

namespace Checklists.Tests.Documents;

public sealed class PdfSealTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly X509Certificate2 Key = SealKey.CreateSelfSigned("示例签章", Now.AddDays(-1));
    private static readonly X509Certificate2 OtherKey = SealKey.CreateSelfSigned("示例签章", Now.AddDays(-1));
    private static readonly byte[] Plain = Document("核对情况告知单一");
    private static readonly byte[] Sealed = PdfSealer.Seal(Plain, Key, Now);
    private static readonly PdfSealVerifier Verifier = new([Key]);

    [Fact]
    public void A_sealed_document_is_valid_and_still_reads_the_same()
    {
        SealVerdict verdict = Verifier.Verify(Sealed);
        Assert.Equal(SealState.Valid, verdict.State);
        Assert.Equal(Key.Thumbprint, verdict.Signer!.Thumbprint);
        Assert.Equal(Plain, Sealed[..Plain.Length]);
        using PdfDocument document = PdfDocument.Open(Sealed);
        Assert.Equal("核对情况告知单一", string.Concat(document.GetPage(1).Letters.Select(letter => letter.Value)));
    }

    [Fact]
    public void A_county_may_bring_an_RSA_key_issued_by_its_own_authority()
    {
        using RSA rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=示例县级CA", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 root = rootRequest.CreateSelfSigned(Now.AddDays(-1), Now.AddYears(5));
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=示例办公室", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 issued = request.Create(root, Now.AddDays(-1), Now.AddYears(1), [1, 2, 3]);
        using X509Certificate2 certificate = issued.CopyWithPrivateKey(key);
        byte[] pdf = PdfSealer.Seal(Plain, certificate, Now);
        Assert.Equal(SealState.Valid, new PdfSealVerifier([X509CertificateLoader.LoadCertificate(root.RawData)]).Verify(pdf).State);
        Assert.Equal(SealState.Untrusted, Verifier.Verify(pdf).State);
    }

    [Fact]
    public void Documents_without_a_seal_with_a_foreign_or_an_expired_one_are_told_apart()
    {
        Assert.Equal(SealState.NotSealed, Verifier.Verify(Plain).State);
        Assert.Equal(SealState.Untrusted, Verifier.Verify(PdfSealer.Seal(Plain, OtherKey, Now)).State);
        Assert.Equal(SealState.Untrusted, Verifier.Verify(PdfSealer.Seal(Plain, Key, Now.AddYears(11))).State);
    }

    [Fact]
    public void A_second_seal_and_a_certificate_without_its_key_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => PdfSealer.Seal(Sealed, Key, Now));
        using X509Certificate2 publicPart = X509CertificateLoader.LoadCertificate(Key.RawData);
        Assert.Throws<ArgumentException>(() => PdfSealer.Seal(Plain, publicPart, Now));
    }

    [Fact]
    public void A_long_document_with_a_deep_page_tree_can_be_sealed() =>
        Assert.Equal(SealState.Valid, Verifier.Verify(PdfSealer.Seal(Document([.. Enumerable.Repeat("附件", 80)]), Key, Now)).State);

    public static TheoryData<string> Tamperings => [.. Mutations.Keys];

    [Theory]
    [MemberData(nameof(Tamperings))]
    public void Tampering_is_refused(string name)
    {
        byte[] tampered = Mutations[name]([.. Sealed]);
        Assert.False(tampered.AsSpan().SequenceEqual(Sealed), "The mutation changed nothing.");
        Assert.NotEqual(SealState.Valid, Verifier.Verify(tampered).State);
    }

    [Fact]
    public void No_single_byte_of_the_seal_can_be_changed()
    {
        int from = Sealed.AsSpan().LastIndexOf("/Type /Sig "u8);
        int contents = Sealed.AsSpan().LastIndexOf("/Contents <"u8) + 11;
        int end = contents + (2 * CmsLength()) + 8;
        var changeable = new List<int>();
        for (int at = from; at < end; at++)
        {
            byte[] tampered = [.. Sealed];
            tampered[at] = tampered[at] == (byte)'1' ? (byte)'2' : (byte)'1';
            if (Verifier.Verify(tampered).State == SealState.Valid)
            {
                changeable.Add(at - contents);
            }
        }

        Assert.Equal("", string.Join(' ', changeable));
    }

    private static readonly Dictionary<string, Func<byte[], byte[]>> Mutations = new()
    {
        ["append a byte"] = pdf => [.. pdf, 0x20],
        ["append a line feed"] = pdf => [.. pdf, 0x0A],
        ["append an incremental update"] = pdf => [.. pdf, .. "\n1 0 obj\n<<>>\nendobj\nxref\n1 1\n0000000000 00000 n \ntrailer\n<</Size 2>>\nstartxref\n0\n%%EOF\n"u8],
        ["append another file"] = pdf => [.. pdf, .. Plain],
        ["prepend a byte"] = pdf => [0x0A, .. pdf],
        ["prepend another file"] = pdf => [.. Plain, .. pdf],
        ["cut the last byte"] = pdf => pdf[..^1],
        ["cut the last kilobyte"] = pdf => pdf[..^1024],
        ["cut the first byte"] = pdf => pdf[1..],
        ["cut in the middle"] = pdf => [.. pdf[..5000], .. pdf[5100..]],
        ["strip the seal"] = pdf => pdf[..Plain.Length],
        ["flip the first byte"] = pdf => Flip(pdf, 0),
        ["flip the version"] = pdf => Flip(pdf, 7),
        ["flip a byte of the title"] = pdf => FlipAt(pdf, "/Title <FEFF", 14),
        ["flip a byte of the metadata"] = pdf => FlipAt(pdf, "<dc:title>", 3),
        ["flip a byte of the page's content"] = pdf => FlipAt(pdf, "/FlateDecode", 40),
        ["flip a byte of the embedded font"] = pdf => FlipAt(pdf, "/Length1 ", 200),
        ["flip a byte of the cross-reference table"] = pdf => FlipAt(pdf, "\nxref\n", 20),
        ["flip the last byte"] = pdf => Flip(pdf, pdf.Length - 1),
        ["change the language"] = pdf => Replace(pdf, "zh-CN", "zh-TW"),
        ["change the claimed time"] = pdf => Replace(pdf, "D:20261122", "D:20261123"),
        ["change the kind of signature"] = pdf => Replace(pdf, "ETSI.CAdES.detached", "adbe.pkcs7.detached"),
        ["lower case digits of the seal"] = pdf => LowerContents(pdf),
        ["fill the padding of the seal"] = pdf => FlipAt(pdf, "/Contents <", "/Contents <".Length + 23_990, (byte)'1'),
        ["flip the seal's length"] = pdf => FlipAt(pdf, "/Contents <", 14, (byte)'7'),
        ["blank the seal"] = pdf => SetContents(pdf, new string('0', 200)),
        ["not a number in the seal"] = pdf => FlipAt(pdf, "/Contents <", 30, (byte)'g'),
        ["narrow the range at the end"] = pdf => Replace(pdf, LastNumber(pdf), $"{int.Parse(LastNumber(pdf), System.Globalization.CultureInfo.InvariantCulture) - 7:D10}"),
        ["start the range later"] = pdf => Replace(pdf, "/ByteRange [0 ", "/ByteRange [9 "),
        ["widen the gap"] = pdf => Replace(pdf, Numbers(pdf)[1], $"{int.Parse(Numbers(pdf)[1], System.Globalization.CultureInfo.InvariantCulture) + 1:D10}"),
        ["negative range"] = pdf => Replace(pdf, Numbers(pdf)[0], "-000000001"),
        ["a second range"] = pdf => [.. pdf, .. "\n/ByteRange [0 1 2 3]"u8],
        ["the seal of another document"] = pdf => SetContents(pdf, ContentsOf(PdfSealer.Seal(Document("另一份告知单"), Key, Now))),
        ["the same content sealed by another key"] = pdf => SetContents(pdf, ContentsOf(PdfSealer.Seal(Plain, OtherKey, Now))),
        ["another key under the certificate's name"] = pdf => SetContents(pdf, Convert.ToHexString(ForeignCms(pdf))),
        ["an unsigned attribute added"] = pdf => SetContents(pdf, Convert.ToHexString(WithUnsignedAttribute(pdf))),
        ["a page of another document"] = pdf => SwapTail(pdf, Document("核对情况告知单二")),
        ["old content before a new update"] = pdf => [.. pdf, .. pdf[Plain.Length..]],
        ["the object of the field removed"] = pdf => Replace(pdf, "/FT /Sig", "/FT /Txt"),
    };

    private static byte[] Document(params IReadOnlyList<string> pages)
    {
        var flow = new PageFlow(PageSetup.OfficialDocument);
        foreach (string text in pages)
        {
            flow.AddSection([new TextBlock(ShippedFonts.Library, [new TextSpan(text, new TextStyle(FontRole.Text, 16))], 29)]);
        }

        return PdfWriter.Write(flow.Draw(), new PdfProperties(pages[0], "示例", null, Now));
    }

    private static byte[] Flip(byte[] pdf, int at)
    {
        pdf[at] ^= 1;
        return pdf;
    }

    private static byte[] FlipAt(byte[] pdf, string mark, int offset, byte? value = null)
    {
        int at = pdf.AsSpan().IndexOf(Encoding.ASCII.GetBytes(mark));
        Assert.True(at >= 0, $"{mark} is not in the file.");
        pdf[at + offset] = value ?? (byte)(pdf[at + offset] ^ 1);
        return pdf;
    }

    private static byte[] Replace(byte[] pdf, string from, string to)
    {
        int at = pdf.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(from));
        Assert.True(at >= 0, $"{from} is not in the file.");
        return [.. pdf[..at], .. Encoding.ASCII.GetBytes(to), .. pdf[(at + from.Length)..]];
    }

    private static string[] Numbers(byte[] pdf)
    {
        string text = Encoding.Latin1.GetString(pdf);
        int at = text.IndexOf("/ByteRange [0 ", StringComparison.Ordinal) + "/ByteRange [0 ".Length;
        return text[at..text.IndexOf(']', at)].Split(' ');
    }

    private static string LastNumber(byte[] pdf) => Numbers(pdf)[2];

    private static string ContentsOf(byte[] pdf)
    {
        string text = Encoding.Latin1.GetString(pdf);
        int at = text.LastIndexOf("/Contents <", StringComparison.Ordinal) + "/Contents <".Length;
        return text[at..text.IndexOf('>', at)];
    }

    private static byte[] SetContents(byte[] pdf, string digits)
    {
        int at = pdf.AsSpan().LastIndexOf("/Contents <"u8) + "/Contents <".Length;
        Encoding.ASCII.GetBytes(digits.PadRight(24_000, '0'), pdf.AsSpan(at));
        return pdf;
    }

    private static byte[] LowerContents(byte[] pdf)
    {
        string lower = ContentsOf(pdf);
        return SetContents(pdf, Convert.ToHexStringLower(Convert.FromHexString(lower)));
    }

    private static byte[] SwapTail(byte[] pdf, byte[] other) => [.. other, .. pdf[Plain.Length..]];

    private static int CmsLength() => CmsOf(Sealed).Length;

    private static byte[] CmsOf(byte[] pdf)
    {
        byte[] padded = Convert.FromHexString(ContentsOf(pdf));
        System.Formats.Asn1.AsnDecoder.ReadEncodedValue(padded, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out int length);
        return padded[..length];
    }

    private static byte[] Covered(byte[] pdf)
    {
        int at = pdf.AsSpan().LastIndexOf("/Contents <"u8) + "/Contents ".Length;
        return [.. pdf[..at], .. pdf[(at + 24_002)..]];
    }

    private static byte[] ForeignCms(byte[] pdf)
    {
        var cms = new SignedCms(new ContentInfo(Covered(pdf)), detached: true);
        cms.ComputeSignature(new CmsSigner(OtherKey) { IncludeOption = X509IncludeOption.EndCertOnly });
        return cms.Encode();
    }

    private static byte[] WithUnsignedAttribute(byte[] pdf)
    {
        var cms = new SignedCms(new ContentInfo(Covered(pdf)), detached: true);
        cms.Decode(CmsOf(pdf));
        cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData("1.2.3.4", [0x05, 0x00]));
        return cms.Encode();
    }
}
