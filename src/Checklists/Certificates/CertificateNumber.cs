using System.Globalization;
using System.Security.Cryptography;
using Checklists.Compliance;

namespace Checklists.Certificates;

/// <summary>编号 of a certificate: week, village, and eight characters that cannot be guessed, so that numbers cannot be tried in order.</summary>
public static class CertificateNumber
{
    // Crockford's base 32: no I, L, O, U, so that a number read out on the telephone arrives.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new number, for example 2026W47-411723101003-7KQ2M9XD.</summary>
    public static string New(IsoWeek week, string villageCode) =>
        string.Create(CultureInfo.InvariantCulture, $"{week.Year:D4}W{week.Number:D2}-{villageCode}-{RandomNumberGenerator.GetString(Alphabet, 8)}");
}
