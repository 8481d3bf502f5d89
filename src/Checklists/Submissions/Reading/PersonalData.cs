using System.Text.RegularExpressions;

namespace Checklists.Submissions.Reading;

/// <summary>Kinds of numbers that identify a person.</summary>
public enum PersonalDataKind
{
    /// <summary>身份证号.</summary>
    IdentityNumber,

    /// <summary>手机号.</summary>
    MobileNumber,

    /// <summary>银行卡号.</summary>
    BankCard,
}

/// <summary>A text without such numbers.</summary>
/// <param name="Text">The text; each number is replaced by a word that names its kind.</param>
/// <param name="Found">The kinds that were there, each once.</param>
public sealed record MaskedText(string Text, IReadOnlyList<PersonalDataKind> Found);

/// <summary>Takes identity, mobile and bank card numbers out of a text; a list of duties needs none of them.</summary>
public static partial class PersonalData
{
    private static readonly int[] IdentityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Replaces the numbers; full-width digits and digits in the usual groups are recognised too.</summary>
    public static MaskedText Mask(string text)
    {
        var found = new List<PersonalDataKind>();
        var masked = Replace(text, Identity(), IsIdentity, PersonalDataKind.IdentityNumber, found);
        masked = Replace(masked, Mobile(), static _ => true, PersonalDataKind.MobileNumber, found);
        masked = Replace(masked, Card(), PassesLuhn, PersonalDataKind.BankCard, found);
        return new MaskedText(masked, found);
    }

    /// <summary>The Chinese name of a kind.</summary>
    public static string Name(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.IdentityNumber => "身份证号",
        PersonalDataKind.MobileNumber => "手机号",
        _ => "银行卡号",
    };

    private static string Replace(string text, Regex pattern, Func<string, bool> isNumber, PersonalDataKind kind, List<PersonalDataKind> found) =>
        pattern.Replace(text, match =>
        {
            if (!isNumber(Plain(match.Value)))
            {
                return match.Value;
            }

            if (!found.Contains(kind))
            {
                found.Add(kind);
            }

            return $"〔{Name(kind)}已隐去〕";
        });

    private static string Plain(string number) =>
        string.Concat(number.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    // GB 11643: 17 digits and a check character; a plausible birth date counts even when the check character was mistyped.
    private static bool IsIdentity(string number)
    {
        if (number.Length == 15)
        {
            return number.All(char.IsAsciiDigit) && IsDate("19" + number[6..12]);
        }

        if (number.Length != 18 || !number[..17].All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = number[..17].Select((digit, i) => (digit - '0') * IdentityWeights[i]).Sum();
        return IsDate(number[6..14]) || "10X98765432"[sum % 11] == number[17];
    }

    private static bool IsDate(string digits) =>
        digits[..2] is "19" or "20" && DateOnly.TryParseExact(digits, "yyyyMMdd", out _);

    private static bool PassesLuhn(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[number.Length - 1 - i] - '0';
            digit = i % 2 == 1 ? digit * 2 : digit;
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(@"(?<![0-9０-９A-Za-z])(?:[0-9０-９]{17}[0-9０-９XxＸｘ]|[0-9０-９]{6}[ \-－][0-9０-９]{8}[ \-－][0-9０-９]{3}[0-9０-９XxＸｘ]|[0-9０-９]{15})(?![0-9０-９A-Za-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Identity();

    [GeneratedRegex(@"(?<![0-9０-９A-Za-z])(?:[+＋]?(?:86|８６)[ \-－]?)?[1１][3-9３-９][0-9０-９](?:[ \-－]?[0-9０-９]{4}){2}(?![0-9０-９A-Za-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"(?<![0-9０-９A-Za-z])(?:[0-9０-９]{4}(?:[ \-－][0-9０-９]{4}){3}(?:[ \-－][0-9０-９]{1,3})?|[0-9０-９]{16,19})(?![0-9０-９A-Za-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Card();
}
