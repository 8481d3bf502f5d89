using Checklists.Submissions.Reading;
using Xunit;

namespace Checklists.Tests.Submissions;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("身份证411723199001011234。", "身份证〔身份证号已隐去〕。", PersonalDataKind.IdentityNumber)]
    [InlineData("41172319900101123X", "〔身份证号已隐去〕", PersonalDataKind.IdentityNumber)]
    [InlineData("４１１７２３１９９００１０１１２３４", "〔身份证号已隐去〕", PersonalDataKind.IdentityNumber)]
    [InlineData("411723 19900101 1234", "〔身份证号已隐去〕", PersonalDataKind.IdentityNumber)]
    [InlineData("411723900101123", "〔身份证号已隐去〕", PersonalDataKind.IdentityNumber)]
    [InlineData("找老李13800001234问", "找老李〔手机号已隐去〕问", PersonalDataKind.MobileNumber)]
    [InlineData("138-0000-1234", "〔手机号已隐去〕", PersonalDataKind.MobileNumber)]
    [InlineData("+86 13800001234", "〔手机号已隐去〕", PersonalDataKind.MobileNumber)]
    [InlineData("2026-11-22 13800001234", "2026-11-22 〔手机号已隐去〕", PersonalDataKind.MobileNumber)]
    [InlineData("卡号6222020200112233445", "卡号6222020200112233445", null)]
    [InlineData("卡号4111111111111111", "卡号〔银行卡号已隐去〕", PersonalDataKind.BankCard)]
    [InlineData("卡号4111 1111 1111 1111", "卡号〔银行卡号已隐去〕", PersonalDataKind.BankCard)]
    [InlineData("12345热线、0396-5012345", "12345热线、0396-5012345", null)]
    [InlineData("区划411723108202，2026年第123456789号", "区划411723108202，2026年第123456789号", null)]
    [InlineData("100000000000001", "100000000000001", null)]
    public void Only_numbers_of_persons_are_masked(string text, string masked, PersonalDataKind? kind)
    {
        var result = PersonalData.Mask(text);

        Assert.Equal(masked, result.Text);
        Assert.Equal(kind is null ? [] : [kind.Value], result.Found);
    }

    [Fact]
    public void Several_numbers_name_each_kind_once()
    {
        var result = PersonalData.Mask("13800001234、13900001234，411723199001011234");

        Assert.Equal("〔手机号已隐去〕、〔手机号已隐去〕，〔身份证号已隐去〕", result.Text);
        Assert.Equal([PersonalDataKind.IdentityNumber, PersonalDataKind.MobileNumber], result.Found);
    }
}
