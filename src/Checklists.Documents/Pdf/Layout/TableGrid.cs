namespace Checklists.Documents.Pdf.Layout;

/// <summary>Columns and rules of a table. Lengths in points.</summary>
/// <param name="Columns">Share of each column in the table's width.</param>
public sealed record TableGrid(IReadOnlyList<float> Columns)
{
    private readonly float _sum = Columns.Sum();

    /// <summary>White left and right inside a cell.</summary>
    public float PaddingHorizontal { get; init; } = 3;

    /// <summary>White above and below inside a cell.</summary>
    public float PaddingVertical { get; init; } = 2.5f;

    /// <summary>Thickness of the rules between cells.</summary>
    public float InnerRule { get; init; } = 0.35f;

    /// <summary>Thickness of the frame.</summary>
    public float OuterRule { get; init; } = 0.75f;

    internal float Offset(int column, float width)
    {
        float before = 0;
        for (var i = 0; i < column; i++)
        {
            before += Columns[i];
        }

        return before / _sum * width;
    }

    internal float InnerWidth(int column, float width) => (Columns[column] / _sum * width) - (2 * PaddingHorizontal);
}
