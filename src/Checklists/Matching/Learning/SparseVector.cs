namespace Checklists.Matching.Learning;

/// <summary>A line as the trainer sees it: feature ids and their values, of unit length.</summary>
internal readonly record struct SparseVector(int[] Ids, float[] Values);
