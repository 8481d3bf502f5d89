namespace Checklists.Catalogue;

/// <summary>One thing wrong with a catalogue file, in the words of the person who must mend it.</summary>
/// <param name="Where">The place in the file, e.g. 第3项（X001）.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record CatalogueProblem(string Where, string What, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}：{What}。{Remedy}。";
}
