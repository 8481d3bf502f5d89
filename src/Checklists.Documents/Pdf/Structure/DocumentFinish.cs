using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Checklists.Documents.Pdf.Structure;

/// <summary>
/// What Skia leaves open: the document's language, and an id that follows from the content instead of from
/// the clock.
/// </summary>
internal static class DocumentFinish
{
    private const int EntryLength = 20;

    /// <summary>Completes a file that Skia wrote.</summary>
    public static byte[] Complete(byte[] pdf, string language)
    {
        byte[] completed = ExtendCatalog(pdf, $"\n/Lang ({language})");
        SetIdentifier(completed);
        return completed;
    }

    /// <summary>Puts entries into the catalog and moves the offsets of everything behind it.</summary>
    private static byte[] ExtendCatalog(byte[] pdf, string entries)
    {
        ReadOnlySpan<byte> opening = "<</Type /Catalog"u8;
        CrossReference table = CrossReference.Read(pdf);
        int catalog = table.OffsetOf(table.Root);
        int insertAt = catalog + pdf.AsSpan(catalog).IndexOf(opening) + opening.Length;
        byte[] inserted = Encoding.ASCII.GetBytes(entries);

        byte[] extended = [.. pdf.AsSpan(0, insertAt), .. inserted, .. pdf.AsSpan(insertAt)];
        int entriesStart = table.EntriesStart + inserted.Length;
        for (var number = 1; number < table.Size; number++)
        {
            if (table.OffsetOf(number) > insertAt)
            {
                string offset = (table.OffsetOf(number) + inserted.Length).ToString("D10", CultureInfo.InvariantCulture);
                Encoding.ASCII.GetBytes(offset, extended.AsSpan(entriesStart + (number * EntryLength)));
            }
        }

        int tail = extended.AsSpan().LastIndexOf("startxref"u8);
        string end = string.Create(CultureInfo.InvariantCulture, $"startxref\n{table.Start + inserted.Length}\n%%EOF\n");
        return [.. extended.AsSpan(0, tail), .. Encoding.ASCII.GetBytes(end)];
    }

    /// <summary>Replaces the identifier, wherever it stands, by one computed from the file without it.</summary>
    private static void SetIdentifier(byte[] pdf)
    {
        List<int> plain = Places(pdf, TrailerIdentifier(pdf));
        List<int> dashed = Places(pdf, Encoding.ASCII.GetBytes(Dashed(Encoding.ASCII.GetString(TrailerIdentifier(pdf)).ToLowerInvariant())));
        Fill(pdf, plain, new string('0', 32));
        Fill(pdf, dashed, new string('0', 36));
        string identifier = Convert.ToHexString(SHA256.HashData(pdf).AsSpan(0, 16));
        Fill(pdf, plain, identifier);
        Fill(pdf, dashed, Dashed(identifier.ToLowerInvariant()));
    }

    private static byte[] TrailerIdentifier(byte[] pdf)
    {
        ReadOnlySpan<byte> key = "/ID [<"u8;
        return pdf.AsSpan(pdf.AsSpan().LastIndexOf(key) + key.Length, 32).ToArray();
    }

    private static string Dashed(string hex) => $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";

    private static List<int> Places(ReadOnlySpan<byte> pdf, ReadOnlySpan<byte> text)
    {
        var places = new List<int>();
        var from = 0;
        while (pdf[from..].IndexOf(text) is var at and >= 0)
        {
            places.Add(from + at);
            from += at + text.Length;
        }

        return places;
    }

    private static void Fill(byte[] pdf, List<int> places, string text)
    {
        foreach (int place in places)
        {
            Encoding.ASCII.GetBytes(text, pdf.AsSpan(place));
        }
    }
}
