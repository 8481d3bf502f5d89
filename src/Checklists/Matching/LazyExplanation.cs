using System.Collections;
using Checklists.Matching.Deciding;

namespace Checklists.Matching;

/// <summary>The reasons of one assessment, written down only when somebody reads them; always the same words for the same line.</summary>
internal sealed class LazyExplanation(DutyMatcher matcher, LineInput line, Decision decision, Finding? finding, int runnerUp)
    : IReadOnlyList<string>
{
    private IReadOnlyList<string>? _reasons;

    public int Count => Reasons.Count;

    private IReadOnlyList<string> Reasons => _reasons ??= matcher.Explain(line, decision, finding, runnerUp);

    public string this[int index] => Reasons[index];

    public IEnumerator<string> GetEnumerator() => Reasons.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
