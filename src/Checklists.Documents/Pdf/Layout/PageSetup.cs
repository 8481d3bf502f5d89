namespace Checklists.Documents.Pdf.Layout;

/// <summary>Paper and type area. Lengths in points.</summary>
/// <param name="Width">Paper width.</param>
/// <param name="Height">Paper height.</param>
/// <param name="Left">Left margin.</param>
/// <param name="Top">Top margin.</param>
/// <param name="ContentWidth">Width of the type area.</param>
/// <param name="ContentHeight">Height of the type area.</param>
public sealed record PageSetup(float Width, float Height, float Left, float Top, float ContentWidth, float ContentHeight)
{
    /// <summary>Points per millimetre.</summary>
    public const float Millimetre = 72 / 25.4f;

    /// <summary>GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.</summary>
    public static PageSetup OfficialDocument { get; } =
        new(210 * Millimetre, 297 * Millimetre, 28 * Millimetre, 37 * Millimetre, 156 * Millimetre, 225 * Millimetre);
}
