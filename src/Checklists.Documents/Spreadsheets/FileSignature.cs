using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
public enum FileSignature
{
    /// <summary>No bytes.</summary>
    Empty,

    /// <summary>A zip container: .xlsx and its relatives.</summary>
    Zip,

    /// <summary>An old Office file (.xls, .et, .doc).</summary>
    OldOffice,

    /// <summary>A workbook with an opening password.</summary>
    EncryptedOffice,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>A photo or scan.</summary>
    Image,

    /// <summary>Another archive (.rar, .7z, .gz).</summary>
    Archive,

    /// <summary>A web page, often exported as ".xls".</summary>
    Html,

    /// <summary>XML, for example an XML spreadsheet of 2003.</summary>
    Xml,

    /// <summary>Rich text.</summary>
    RichText,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes of no known kind.</summary>
    Binary,
}

/// <summary>Tells a file's kind from its content.</summary>
public static class FileSignatures
{
    private static readonly (byte[] Start, FileSignature Kind)[] Starts =
    [
        ("PK\u0003\u0004"u8.ToArray(), FileSignature.Zip),
        ("PK\u0005\u0006"u8.ToArray(), FileSignature.Zip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], FileSignature.OldOffice),
        ("%PDF-"u8.ToArray(), FileSignature.Pdf),
        ([0xFF, 0xD8, 0xFF], FileSignature.Image),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], FileSignature.Image),
        ("GIF8"u8.ToArray(), FileSignature.Image),
        ("Rar!"u8.ToArray(), FileSignature.Archive),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], FileSignature.Archive),
        ([0x1F, 0x8B], FileSignature.Archive),
        (@"{\rtf"u8.ToArray(), FileSignature.RichText),
    ];

    /// <summary>Looks at a file's bytes.</summary>
    public static FileSignature Of(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return FileSignature.Empty;
        }

        foreach (var (start, kind) in Starts)
        {
            if (content.StartsWith(start))
            {
                return kind == FileSignature.OldOffice && HasEncryptedPackage(content) ? FileSignature.EncryptedOffice : kind;
            }
        }

        return OfText(content);
    }

    // An encrypted .xlsx is an OLE file with a stream of this name (UTF-16 in the directory).
    private static bool HasEncryptedPackage(ReadOnlySpan<byte> content) =>
        content.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;

    private static FileSignature OfText(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.Unicode.Preamble) || content.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return FileSignature.Text;
        }

        if (content.Contains((byte)0))
        {
            return FileSignature.Binary;
        }

        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<table", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<meta", StringComparison.OrdinalIgnoreCase))
        {
            return FileSignature.Html;
        }

        return head.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? FileSignature.Xml : FileSignature.Text;
    }
}
