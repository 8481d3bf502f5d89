using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Checklists.Documents.Pdf.Structure;

/// <summary>Where the objects of a PDF with one plain cross-reference table lie: the form that our own writer produces.</summary>
internal sealed class CrossReference
{
    private const int EntryLength = 20;

    private readonly long[] _offsets;

    private CrossReference(int start, int entriesStart, long[] offsets, string trailer)
    {
        Start = start;
        EntriesStart = entriesStart;
        _offsets = offsets;
        Trailer = trailer;
    }

    /// <summary>Offset of the keyword <c>xref</c>.</summary>
    public int Start { get; }

    /// <summary>Offset of the first 20-byte entry.</summary>
    public int EntriesStart { get; }

    /// <summary>Number of objects, the free object 0 included.</summary>
    public int Size => _offsets.Length;

    /// <summary>The trailer dictionary's text.</summary>
    public string Trailer { get; }

    /// <summary>Number of the catalog object.</summary>
    public int Root => ObjectReference(Trailer, "/Root ");

    /// <summary>Reads the table of a file that our own writer made.</summary>
    /// <exception cref="InvalidDataException">The file has no single plain table at its end.</exception>
    public static CrossReference Read(ReadOnlySpan<byte> pdf)
    {
        int keyword = pdf.LastIndexOf("startxref"u8);
        if (keyword < 0 || !Utf8Parser.TryParse(pdf[(keyword + 10)..], out int start, out _) || start < 0 || start >= keyword
            || !pdf[start..].StartsWith("xref\n0 "u8) || !Utf8Parser.TryParse(pdf[(start + 7)..], out int size, out int digits))
        {
            throw new InvalidDataException("The PDF does not end with one plain cross-reference table.");
        }

        int entries = start + 7 + digits + 1;
        var offsets = new long[size];
        for (var i = 0; i < size; i++)
        {
            offsets[i] = long.Parse(pdf.Slice(entries + (i * EntryLength), 10), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return new CrossReference(start, entries, offsets, Encoding.ASCII.GetString(pdf[(entries + (size * EntryLength))..keyword]));
    }

    /// <summary>Offset of an object.</summary>
    public int OffsetOf(int number) => checked((int)_offsets[number]);

    /// <summary>The text of a dictionary object, from after <c>obj</c> to before <c>endobj</c>.</summary>
    public string Dictionary(ReadOnlySpan<byte> pdf, int number)
    {
        ReadOnlySpan<byte> rest = pdf[OffsetOf(number)..];
        int from = rest.IndexOf("obj"u8) + 3;
        int to = rest.IndexOf("endobj"u8);
        return Encoding.Latin1.GetString(rest[from..to]).Trim();
    }

    /// <summary>The object number behind a key such as <c>"/Root "</c>.</summary>
    public static int ObjectReference(string dictionary, string key)
    {
        int at = dictionary.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new InvalidDataException($"The PDF has no {key.Trim()}.");
        }

        string rest = dictionary[(at + key.Length)..];
        int end = rest.IndexOf(' ', StringComparison.Ordinal);
        return int.Parse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
