using Checklists.Documents.Pdf.Text;

namespace Checklists.Documents.Pdf.Fonts;

/// <summary>The faces of a directory: one per role, the rest stand in for characters these lack. Immutable and thread-safe.</summary>
public sealed class FontLibrary : IDisposable
{
    private static readonly (FontRole Role, string Own, string Shipped)[] RoleFiles =
    [
        (FontRole.Text, "text.ttf", "NotoSerifSC-Regular.ttf"),
        (FontRole.Title, "title.ttf", "NotoSerifSC-Bold.ttf"),
        (FontRole.Heading, "heading.ttf", "NotoSansSC-Medium.ttf"),
    ];

    private readonly Dictionary<FontRole, FontFace> _byRole = [];
    private readonly List<FontFace> _all = [];

    /// <summary>
    /// Loads every .ttf of the directory. <c>text.ttf</c>, <c>title.ttf</c> and <c>heading.ttf</c> are an
    /// installation's own faces (for example 仿宋 and 小标宋, where it holds a licence) and win over the shipped
    /// ones; all other files are used for characters that the role's face lacks, in the order of their names.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="FileNotFoundException">A role has no face.</exception>
    public FontLibrary(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"字体目录 {directory} 不存在。请检查安装目录中的 seeds/fonts 是否完整。");
        }

        foreach (string path in Directory.GetFiles(directory, "*.ttf").Order(StringComparer.Ordinal))
        {
            _all.Add(new FontFace(path));
        }

        foreach ((FontRole role, string own, string shipped) in RoleFiles)
        {
            _byRole[role] = Find(own) ?? Find(shipped)
                ?? throw new FileNotFoundException($"字体目录 {directory} 中既没有 {own}，也没有 {shipped}。请补齐其中一个字体文件。");
        }
    }

    /// <summary>The face of a role.</summary>
    public FontFace this[FontRole role] => _byRole[role];

    /// <summary>The face that draws a character: the role's own, then the text face, then any other.</summary>
    /// <returns><c>null</c> when no face of the directory draws it.</returns>
    public FontFace? FaceFor(FontRole role, int codePoint)
    {
        FontFace face = _byRole[role];
        if (face.Covers(codePoint))
        {
            return face;
        }

        FontFace text = _byRole[FontRole.Text];
        return text.Covers(codePoint) ? text : _all.Find(other => other.Covers(codePoint));
    }

    /// <summary>The characters of a text that no face draws, each once, in the order in which they stand.</summary>
    public IReadOnlyList<string> Missing(string text) => GlyphShaper.MissingFrom(this, text);

    /// <inheritdoc/>
    public void Dispose() => _all.ForEach(face => face.Dispose());

    private FontFace? Find(string name) =>
        _all.Find(face => string.Equals(System.IO.Path.GetFileName(face.Path), name, StringComparison.OrdinalIgnoreCase));
}
