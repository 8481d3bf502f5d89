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
    private const string TrailerKey = "/ID [<";
    private static readonly string Blank = new('0', 32);

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

        string trailer = table.Trailer[..table.Trailer.IndexOf("/ID [", StringComparison.Ordinal)];
        int trailerStart = entriesStart + (table.Size * EntryLength);
        string end = string.Create(CultureInfo.InvariantCulture, $"{trailer}{TrailerKey}{Blank}> <{Blank}>]>>\nstartxref\n{table.Start + inserted.Length}\n%%EOF\n");
        return [.. extended.AsSpan(0, trailerStart), .. Encoding.ASCII.GetBytes(end)];
    }

    /// <summary>Replaces the identifier, wherever it stands, by one computed from the file without it.</summary>
    private static void SetIdentifier(byte[] pdf)
    {
        // Skia writes the same random bytes as a UUID into the metadata, which it does not compress.
        List<int> dashed = [PlaceBehind(pdf, "<xmpMM:DocumentID>uuid:"u8), PlaceBehind(pdf, "<xmpMM:InstanceID>uuid:"u8)];
        int trailer = pdf.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(TrailerKey)) + TrailerKey.Length;
        Fill(pdf, dashed, Dashed(Blank));
        string identifier = Convert.ToHexString(SHA256.HashData(pdf).AsSpan(0, 16));
        Fill(pdf, dashed, Dashed(identifier.ToLowerInvariant()));
        Fill(pdf, [trailer, trailer + Blank.Length + "> <".Length], identifier);
    }

    private static string Dashed(string hex) => $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";

    private static int PlaceBehind(ReadOnlySpan<byte> pdf, ReadOnlySpan<byte> text) => pdf.IndexOf(text) is var at and >= 0
        ? at + text.Length
        : throw new InvalidDataException("The PDF's metadata hold no document id.");

    private static void Fill(byte[] pdf, List<int> places, string text)
    {
        foreach (int place in places)
        {
            Encoding.ASCII.GetBytes(text, pdf.AsSpan(place));
        }
    }
}
