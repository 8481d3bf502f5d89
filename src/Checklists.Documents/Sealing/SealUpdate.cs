using System.Globalization;
using System.Text;
using Checklists.Documents.Pdf.Structure;

namespace Checklists.Documents.Sealing;

/// <summary>The incremental update that carries a seal: signature, field, appearance, and the page and catalog that name them.</summary>
internal static class SealUpdate
{
    /// <summary>Appends the update to a file.</summary>
    public static byte[] Append(byte[] pdf, DateTimeOffset sealedAt, string byteRange, string contents)
    {
        CrossReference table = CrossReference.Read(pdf);
        string catalog = table.Dictionary(pdf, table.Root);
        int page = FirstPage(pdf, table, CrossReference.ObjectReference(catalog, "/Pages "));
        string pageDictionary = table.Dictionary(pdf, page);
        if (catalog.Contains("/AcroForm", StringComparison.Ordinal) || pageDictionary.Contains("/Annots", StringComparison.Ordinal))
        {
            throw new InvalidDataException("该文件已经盖章或者带有表单，不能重复盖章。");
        }

        int signature = table.Size;
        int field = signature + 1;
        int appearance = signature + 2;
        string time = sealedAt.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        (int Number, string Body)[] objects =
        [
            (page, With(pageDictionary, $"/Annots [{field} 0 R]")),
            (table.Root, With(catalog, $"/AcroForm <</Fields [{field} 0 R] /SigFlags 3>>")),
            (signature, $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:{time}Z)\n/ByteRange {byteRange}\n/Contents <{contents}>>>"),
            // The field is invisible: an image of a seal is the office's own and is never made up here.
            (field, $"<</Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /V {signature} 0 R /P {page} 0 R /Rect [0 0 0 0] /F 132 /AP <</N {appearance} 0 R>>>>"),
            (appearance, "<</Type /XObject /Subtype /Form /BBox [0 0 0 0] /Length 0>>\nstream\n\nendstream"),
        ];
        return Write(pdf, table, objects);
    }

    private static byte[] Write(byte[] pdf, CrossReference table, (int Number, string Body)[] objects)
    {
        var text = new StringBuilder();
        var offsets = new SortedDictionary<int, int>();
        foreach ((int number, string body) in objects)
        {
            offsets[number] = pdf.Length + text.Length;
            text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        int start = pdf.Length + text.Length;
        text.Append("xref\n");
        foreach ((int number, int offset) in offsets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} 00000 n \n");
        }

        string id = table.Trailer[table.Trailer.IndexOf("/ID [", StringComparison.Ordinal)..].TrimEnd();
        string info = $"/Info {CrossReference.ObjectReference(table.Trailer, "/Info ")} 0 R";
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {table.Size + 3} /Root {table.Root} 0 R {info} /Prev {table.Start} {id}\nstartxref\n{start}\n%%EOF\n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(text.ToString())];
    }

    private static string With(string dictionary, string entry) => $"{dictionary[..dictionary.LastIndexOf(">>", StringComparison.Ordinal)]}\n{entry}>>";

    /// <summary>Goes down the page tree; long documents have nodes between the root and the pages.</summary>
    private static int FirstPage(byte[] pdf, CrossReference table, int node)
    {
        string dictionary = table.Dictionary(pdf, node);
        return dictionary.Contains("/Kids [", StringComparison.Ordinal)
            ? FirstPage(pdf, table, CrossReference.ObjectReference(dictionary, "/Kids ["))
            : node;
    }
}
