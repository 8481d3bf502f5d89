namespace Checklists.Documents.Pdf.Fonts;

/// <summary>What a face is used for; GB/T 9704 names a face by its use, an installation maps it to the fonts it owns.</summary>
public enum FontRole
{
    /// <summary>正文 (仿宋 in a red-headed document).</summary>
    Text,

    /// <summary>标题 (小标宋).</summary>
    Title,

    /// <summary>一级标题、表头 (黑体).</summary>
    Heading,
}
