using System.Security.Cryptography.X509Certificates;

namespace Checklists.Documents.Sealing;

/// <summary>What examining a seal found.</summary>
public enum SealState
{
    /// <summary>Sealed by a trusted key and untouched.</summary>
    Valid,

    /// <summary>The file bears no seal.</summary>
    NotSealed,

    /// <summary>The file bears several seals, or parts of them.</summary>
    Ambiguous,

    /// <summary>Bytes stand outside what the seal covers.</summary>
    NotCovered,

    /// <summary>The seal cannot be read.</summary>
    Malformed,

    /// <summary>The content is not what was sealed, or the seal is not of the certificate it names.</summary>
    Altered,

    /// <summary>The seal is sound but its certificate is not among the trusted ones.</summary>
    Untrusted,
}

/// <summary>The outcome of examining a seal.</summary>
/// <param name="State">What was found.</param>
/// <param name="Message">The same for a person, in Chinese.</param>
/// <param name="Signer">The seal's certificate, where it could be read.</param>
public sealed record SealVerdict(SealState State, string Message, X509Certificate2? Signer = null);
