using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Checklists.Documents.Sealing;

/// <summary>
/// Puts a PAdES B-B signature (ETSI EN 319 142-1) on a PDF that <see cref="Pdf.Recording.PdfWriter"/> wrote: an
/// incremental update with an invisible signature field and a CMS over all bytes but the CMS itself.
/// </summary>
public static class PdfSealer
{
    /// <summary>Object identifier of the signing-certificate-v2 attribute (RFC 5035).</summary>
    internal const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    /// <summary>Room for the CMS: a P-256 seal takes about 1 KB, an RSA-4096 certificate with its chain about 6 KB.</summary>
    private const int CmsBytes = 12_000;

    private const string RangePlaceholder = "[0 0000000000 0000000000 0000000000]";

    /// <summary>Seals a document.</summary>
    /// <param name="pdf">A file of our own writer that bears no seal yet.</param>
    /// <param name="certificate">The seal's certificate with its private key (RSA or ECDSA).</param>
    /// <param name="sealedAt">The time that the seal claims.</param>
    /// <param name="chain">Certificates between the seal's and its root, to be put into the seal.</param>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    /// <exception cref="InvalidDataException">The file is not one of our own writer, or is sealed already.</exception>
    public static byte[] Seal(byte[] pdf, X509Certificate2 certificate, DateTimeOffset sealedAt, X509Certificate2Collection? chain = null)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException("签章证书不含私钥，无法盖章。请提供带私钥的 PFX 文件。", nameof(certificate));
        }

        byte[] update = SealUpdate.Append(pdf, sealedAt, RangePlaceholder, new string('0', 2 * CmsBytes));
        int contents = update.AsSpan().LastIndexOf("/Contents <"u8) + "/Contents ".Length;
        int after = contents + (2 * CmsBytes) + 2;
        string range = string.Create(CultureInfo.InvariantCulture, $"[0 {contents:D10} {after:D10} {update.Length - after:D10}]");
        Encoding.ASCII.GetBytes(range, update.AsSpan(update.AsSpan().LastIndexOf("/ByteRange ["u8) + "/ByteRange ".Length));

        byte[] signed = [.. update.AsSpan(0, contents), .. update.AsSpan(after)];
        byte[] cms = Sign(signed, certificate, chain);
        if (cms.Length > CmsBytes)
        {
            throw new ArgumentException($"签章证书链过长（{cms.Length} 字节，最多 {CmsBytes} 字节）。请只提供必要的中间证书。", nameof(chain));
        }

        Encoding.ASCII.GetBytes(Convert.ToHexString(cms), update.AsSpan(contents + 1));
        return update;
    }

    private static byte[] Sign(byte[] content, X509Certificate2 certificate, X509Certificate2Collection? chain)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, SigningCertificate(certificate)));
        signer.Certificates.AddRange(chain ?? []);
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    /// <summary>SigningCertificateV2 with the default hash SHA-256: binds the seal to this very certificate.</summary>
    internal static byte[] SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }
}
