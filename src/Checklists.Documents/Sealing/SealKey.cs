using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Checklists.Documents.Sealing;

/// <summary>The key pair that an installation seals with until the county puts its own certificate (PFX) in its place.</summary>
public static class SealKey
{
    /// <summary>Creates a P-256 key with a self-signed certificate for signing documents.</summary>
    /// <param name="name">Whose seal it is, for example the issuing office.</param>
    /// <param name="from">Begin of validity.</param>
    /// <param name="years">Years of validity, from 1.</param>
    public static X509Certificate2 CreateSelfSigned(string name, DateTimeOffset from, int years = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(from, from.AddYears(years));
    }
}
