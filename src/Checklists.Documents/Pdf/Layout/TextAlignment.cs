namespace Checklists.Documents.Pdf.Layout;

/// <summary>How lines lie between the margins.</summary>
public enum TextAlignment
{
    /// <summary>Both edges straight, the last line left.</summary>
    Justified,

    /// <summary>Left edge straight.</summary>
    Left,

    /// <summary>Centred.</summary>
    Center,

    /// <summary>Right edge straight.</summary>
    Right,
}
