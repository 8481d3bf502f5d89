using System.Buffers.Text;
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Checklists.Documents.Sealing;

/// <summary>
/// Examines the seal of a PDF. Strict: exactly one seal, over every byte of the file but its own value, in
/// exactly the form that <see cref="PdfSealer"/> writes. Anything else is refused, so nothing can be hidden in slack.
/// </summary>
/// <param name="trusted">Certificates whose seals are accepted, and roots of such certificates.</param>
public sealed class PdfSealVerifier(X509Certificate2Collection trusted)
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>Examines a file.</summary>
    public SealVerdict Verify(byte[] pdf)
    {
        if (Count(pdf, "/ByteRange"u8) == 0)
        {
            return new SealVerdict(SealState.NotSealed, "该文件没有电子签章。");
        }

        if (Count(pdf, "/ByteRange"u8) != 1 || Count(pdf, "/SubFilter /ETSI.CAdES.detached"u8) != 1 || Count(pdf, "/FT /Sig"u8) != 1)
        {
            return new SealVerdict(SealState.Ambiguous, "该文件带有多个或者不完整的电子签章，不予认可。");
        }

        if (Coverage(pdf) is not { } gap)
        {
            return new SealVerdict(SealState.NotCovered, "电子签章没有覆盖整个文件，文件可能被追加或者截断。");
        }

        return ReadValue(pdf.AsSpan(gap.From, gap.To - gap.From)) is { } value
            ? Check([.. pdf.AsSpan(0, gap.From), .. pdf.AsSpan(gap.To)], value, SealedAt(pdf))
            : new SealVerdict(SealState.Malformed, "电子签章数据损坏，无法读取。");
    }

    private SealVerdict Check(byte[] content, byte[] value, DateTimeOffset? sealedAt)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        SignerInfo signer;
        try
        {
            cms.Decode(value);
            signer = cms.SignerInfos[0];
            cms.CheckSignature(verifySignatureOnly: true);
        }
        catch (Exception broken) when (broken is CryptographicException or IndexOutOfRangeException or ArgumentException)
        {
            return Altered;
        }

        if (!IsOwnForm(cms, signer, value) || signer.Certificate is not { } certificate || sealedAt is not { } time)
        {
            return Altered;
        }

        return IsTrusted(certificate, cms.Certificates, time)
            ? new SealVerdict(SealState.Valid, "电子签章有效，文件自盖章后未被改动。", certificate)
            : new SealVerdict(SealState.Untrusted, $"电子签章的证书（{certificate.Subject}）不在受信任之列。", certificate);
    }

    private static SealVerdict Altered => new(SealState.Altered, "文件内容与盖章时不一致，或者签章被替换。");

    /// <summary>Parts of a CMS that its signature does not cover must be what our own sealer writes.</summary>
    private static bool IsOwnForm(SignedCms cms, SignerInfo signer, byte[] value) =>
        cms.SignerInfos.Count == 1
        && cms.Version == 1
        && signer.Version == 1
        && signer.UnsignedAttributes.Count == 0
        && signer.DigestAlgorithm.Value == Sha256
        && signer.Certificate is { } certificate
        && NamesCertificate(signer, certificate)
        && cms.Encode().AsSpan().SequenceEqual(value)
        && value.AsSpan().IndexOf(Head) >= 0;

    /// <summary>SET { SEQUENCE { sha256 } }, SEQUENCE { id-data }: digest algorithms and content type of the signed data.</summary>
    private static ReadOnlySpan<byte> Head =>
    [
        0x31, 0x0D, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01,
    ];

    private static bool NamesCertificate(SignerInfo signer, X509Certificate2 certificate)
    {
        CryptographicAttributeObject? attribute = signer.SignedAttributes.Cast<CryptographicAttributeObject>()
            .FirstOrDefault(candidate => candidate.Oid?.Value == PdfSealer.SigningCertificateV2);
        return attribute is { Values.Count: 1 } && attribute.Values[0].RawData.AsSpan().SequenceEqual(PdfSealer.SigningCertificate(certificate));
    }

    private bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection others, DateTimeOffset time)
    {
        bool inForce = certificate.NotBefore <= time.LocalDateTime && time.LocalDateTime <= certificate.NotAfter;
        if (trusted.Any(own => own.RawDataMemory.Span.SequenceEqual(certificate.RawData)))
        {
            return inForce;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(others);
        // The county's network reaches no revocation service; a withdrawn certificate is taken off the trusted list.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.LocalDateTime;
        return inForce && chain.Build(certificate);
    }

    /// <summary>The bytes left out by the range, if the range has our form and leaves out nothing else.</summary>
    private static (int From, int To)? Coverage(ReadOnlySpan<byte> pdf)
    {
        int at = pdf.IndexOf("/ByteRange [0 "u8);
        if (at < 0)
        {
            return null;
        }

        Span<int> numbers = stackalloc int[3];
        ReadOnlySpan<byte> rest = pdf[(at + "/ByteRange [0 ".Length)..];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (rest.Length < 11 || !Utf8Parser.TryParse(rest[..10], out numbers[i], out int digits) || digits != 10 || rest[10] != (i == 2 ? ']' : ' '))
            {
                return null;
            }

            rest = rest[11..];
        }

        int contents = pdf.IndexOf("\n/Contents <"u8) + "\n/Contents ".Length;
        bool whole = rest.StartsWith("\n/Contents <"u8)
            && numbers[0] == contents && numbers[1] > contents + 2 && numbers[1] < pdf.Length && (long)numbers[1] + numbers[2] == pdf.Length
            && pdf[numbers[1] - 1] == '>' && contents == pdf.Length - rest.Length + "\n/Contents ".Length;
        return whole ? (numbers[0], numbers[1]) : null;
    }

    /// <summary>The CMS between the brackets: upper-case digits, and nothing but zeros behind it.</summary>
    private static byte[]? ReadValue(ReadOnlySpan<byte> gap)
    {
        string digits = Encoding.ASCII.GetString(gap[1..^1]);
        try
        {
            byte[] padded = Convert.FromHexString(digits);
            AsnDecoder.ReadEncodedValue(padded, AsnEncodingRules.DER, out _, out _, out int length);
            bool exact = Convert.ToHexString(padded) == digits && padded.AsSpan(length).IndexOfAnyExcept((byte)0) < 0;
            return exact ? padded[..length] : null;
        }
        catch (Exception broken) when (broken is FormatException or AsnContentException)
        {
            return null;
        }
    }

    private static DateTimeOffset? SealedAt(ReadOnlySpan<byte> pdf)
    {
        int at = pdf.LastIndexOf("/M (D:"u8);
        if (at < 0 || at + 20 > pdf.Length)
        {
            return null;
        }

        string text = Encoding.ASCII.GetString(pdf.Slice(at + 6, 14));
        return DateTimeOffset.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
    }

    private static int Count(ReadOnlySpan<byte> pdf, ReadOnlySpan<byte> text) => pdf.Count(text);
}
