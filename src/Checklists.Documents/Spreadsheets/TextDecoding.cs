using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Turns bytes into text: UTF-8, UTF-16 with its mark, or GB18030, which Chinese Windows programs write.</summary>
public static class TextDecoding
{
    private const string Remedy = "请用 WPS 或 Excel 打开，“另存为”CSV UTF-8 或 Excel 工作簿（.xlsx）后再报";

    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="SpreadsheetException">The bytes are no text in these encodings.</exception>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        foreach (var encoding in Candidates(content))
        {
            if (TryDecode(encoding, content) is { } text)
            {
                return text.Contains('\0', StringComparison.Ordinal) ? throw NoText() : text.TrimStart('\uFEFF');
            }
        }

        throw NoText();
    }

    private static SpreadsheetException NoText() => new("文件内容不是可读的文字", Remedy);

    private static Encoding[] Candidates(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.Unicode.Preamble))
        {
            return [new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)];
        }

        if (content.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return [new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)];
        }

        return [new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), Gb18030()];
    }

    private static Encoding Gb18030() =>
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new NotSupportedException("This runtime has no GB18030 encoding.");

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
