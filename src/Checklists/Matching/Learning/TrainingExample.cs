namespace Checklists.Matching.Learning;

/// <summary>A line with its right answer.</summary>
/// <param name="Features">The line.</param>
/// <param name="Classes">The right classes; several are equally right.</param>
/// <param name="Allowed">The classes that are possible for its kind, as a range.</param>
/// <param name="Weight">How much it counts.</param>
internal sealed record TrainingExample(SparseVector Features, int[] Classes, bool[] Allowed, float Weight);
