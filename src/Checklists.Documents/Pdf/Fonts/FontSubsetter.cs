using System.Runtime.InteropServices;

namespace Checklists.Documents.Pdf.Fonts;

/// <summary>Cuts a face to the characters a document uses, with the subsetter inside HarfBuzz.</summary>
internal static partial class FontSubsetter
{
    private const string Library = "libHarfBuzzSharp";
    private const int TablesToDrop = 3;

    private static readonly uint[] LayoutTables = [Tag("GSUB"), Tag("GPOS"), Tag("GDEF")];

    /// <summary>
    /// Cuts by code point, not by glyph: the cut face's character map is what a PDF reader's copied text comes
    /// from, and a glyph that two code points share would come back as the wrong one (工 as the radical ⼯).
    /// </summary>
    /// <returns>A TrueType font file.</returns>
    public static byte[] Cut(FontFace face, IEnumerable<int> codePoints)
    {
        nint input = hb_subset_input_create_or_fail();
        try
        {
            nint unicodes = hb_subset_input_unicode_set(input);
            foreach (int point in codePoints)
            {
                hb_set_add(unicodes, (uint)point);
            }

            nint dropped = hb_subset_input_set(input, TablesToDrop);
            foreach (uint table in LayoutTables)
            {
                hb_set_add(dropped, table);
            }

            return Execute(face, input);
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    private static byte[] Execute(FontFace face, nint input)
    {
        nint cut = hb_subset_or_fail(face.Face.Handle, input);
        if (cut == 0)
        {
            throw new InvalidDataException($"字体文件 {face.Path} 无法裁剪，文件可能已损坏。请重新安装该字体。");
        }

        nint blob = hb_face_reference_blob(cut);
        try
        {
            nint data = hb_blob_get_data(blob, out uint length);
            var bytes = new byte[length];
            Marshal.Copy(data, bytes, 0, (int)length);
            return bytes;
        }
        finally
        {
            hb_blob_destroy(blob);
            hb_face_destroy(cut);
        }
    }

    private static uint Tag(string name) => ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_create_or_fail();

    [LibraryImport(Library)]
    private static partial void hb_subset_input_destroy(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_unicode_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_set(nint input, int which);

    [LibraryImport(Library)]
    private static partial void hb_set_add(nint set, uint value);

    [LibraryImport(Library)]
    private static partial nint hb_subset_or_fail(nint face, nint input);

    [LibraryImport(Library)]
    private static partial nint hb_face_reference_blob(nint face);

    [LibraryImport(Library)]
    private static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)]
    private static partial nint hb_blob_get_data(nint blob, out uint length);

    [LibraryImport(Library)]
    private static partial void hb_blob_destroy(nint blob);
}
