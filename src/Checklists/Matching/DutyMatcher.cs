using System.Collections.Concurrent;
using Checklists.Catalogue;
using Checklists.Matching.Analysis;
using Checklists.Matching.Deciding;
using Checklists.Matching.Lexicon;
using Checklists.Matching.Text;

namespace Checklists.Matching;

/// <summary>Says which item of the provincial list a line is. Build one per catalogue version and keep it.</summary>
public sealed class DutyMatcher : IDutyMatcher
{
    private const int CandidateCount = 5;
    private readonly WordingNormalizer _normalizer;
    private readonly LineAnalyzer _analyzer;
    private readonly LineDecider _decider;
    private readonly TrainedModel _model;
    private readonly Thresholds _thresholds;
    private readonly TaskDivision _division;
    private readonly ConcurrentBag<MatchScratch> _pool = [];

    private DutyMatcher(CatalogueVersion catalogue, MatchingData data)
    {
        _model = data.Model ?? throw new MatchingDataException(ModelFiles.Model, 0, "还没有训练模型", "请运行 ./checklists train");
        _thresholds = data.Thresholds;
        _normalizer = WordingNormalizer.For(data);
        Classes = new ClassSpace(catalogue, _model.Items);
        var wordings = WordingSets.OfCatalogue(Classes, data, _normalizer)
            .Concat(WordingSets.OfPhrases(Classes, data.Phrases, _normalizer))
            .ToList();
        var lexicon = CueLexicon.Build(data.Cues);
        _analyzer = new LineAnalyzer(
            Classes, wordings, [.. _model.ItemNgrams.Select(r => r.To(Classes))], _model.VerdictNgrams, lexicon, data.SyllableTable);
        _decider = new LineDecider(Classes, _model, _thresholds, new ItemCues(Classes, lexicon, _normalizer));
        _division = new TaskDivision(_analyzer, _model.Blending, _thresholds);
        ModelHash = data.Hash;
    }

    /// <inheritdoc/>
    public string CatalogueHash => Classes.Catalogue.Hash;

    /// <inheritdoc/>
    public string ModelHash { get; }

    internal ClassSpace Classes { get; }

    /// <summary>Builds the matcher; takes well under a second for a provincial list.</summary>
    /// <exception cref="MatchingDataException">There is no trained model yet.</exception>
    public static DutyMatcher Build(CatalogueVersion catalogue, MatchingData data)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(data);
        return new DutyMatcher(catalogue, data);
    }

    /// <summary>
    /// The normalised wording: two lines with one key are the same wording
    /// (numbering, width, punctuation, 繁简, year and a department in brackets aside).
    /// </summary>
    public string WordingKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(_normalizer.Normalize(IssuerBrackets.Strip(text)).Where(c => !CharacterFolding.IsSeparator(c)));
    }

    /// <summary>How alike two wordings are, 0..1; used to find a withdrawn duty that comes back under another name.</summary>
    public double Similarity(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return _analyzer.Wordings.Similarity(_normalizer.Normalize(a), _normalizer.Normalize(b));
    }

    /// <inheritdoc/>
    public Assessment Assess(LineInput line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var scratch = _pool.TryTake(out var pooled) ? pooled : new MatchScratch(_analyzer);
        try
        {
            return Assess(line, scratch);
        }
        finally
        {
            _pool.Add(scratch);
        }
    }

    /// <summary>What speaks for a decision, in plain Chinese; computed when it is read.</summary>
    internal IReadOnlyList<string> Explain(LineInput line, Decision decision, Finding? finding, int runnerUp)
    {
        var scratch = _pool.TryTake(out var pooled) ? pooled : new MatchScratch(_analyzer);
        try
        {
            var length = _normalizer.Normalize(line.Text, scratch.Text, scratch.Origins, out _);
            _analyzer.Analyze(scratch.Text.AsSpan(0, length), scratch.Whole, scratch.Analysis);
            return new Explanation(Classes, _analyzer, line, scratch, length).Write(decision, finding, runnerUp);
        }
        finally
        {
            _pool.Add(scratch);
        }
    }

    private Assessment Assess(LineInput line, MatchScratch scratch)
    {
        var length = _normalizer.Normalize(line.Text, scratch.Text, scratch.Origins, out var truncated);
        var text = scratch.Text.AsSpan(0, length);
        Analyze(text, line.Kind, scratch.Whole, scratch);
        var whole = _decider.Decide(scratch.Whole, line.Kind);
        var count = _division.Divide(text, line.Kind, scratch);
        if (count < 2)
        {
            var (settled, finding) = FormAnswers.Settle(whole, line.Flags, scratch.Whole, Classes, _thresholds);
            settled = truncated ? settled with { Rule = Rule.TooLong } : settled;
            return Answer(line, settled, finding, scratch, [new AssessedPart(line.Text, settled.Verdict, CodesOf(settled))], CodesOf(settled));
        }

        return AnswerParts(line, scratch, count, truncated);
    }

    private Assessment AnswerParts(LineInput line, MatchScratch scratch, int count, bool truncated)
    {
        var parts = new AssessedPart[count];
        var strictest = 0;
        for (var i = 0; i < count; i++)
        {
            Analyze(scratch.Text.AsSpan()[scratch.Tasks[i]], line.Kind, scratch.Part, scratch);
            scratch.Decisions[i] = _decider.Decide(scratch.Part, line.Kind, isPart: true);
            var d = scratch.Decisions[i];
            parts[i] = new AssessedPart(Original(line.Text, scratch, scratch.Tasks[i]), d.Verdict, CodesOf(d));
            strictest = d.Verdict > scratch.Decisions[strictest].Verdict ? i : strictest;
        }

        var decision = scratch.Decisions[strictest];
        for (var i = 0; i < count; i++)
        {
            var other = scratch.Decisions[i];

            // A part that a person must see keeps the whole line from passing.
            if (decision.Verdict != VerdictKind.Prohibited && decision.Auto && !other.Auto)
            {
                decision = decision with { Rule = other.Rule };
            }
        }

        var (settled, finding) = FormAnswers.Settle(decision, line.Flags, scratch.Whole, Classes, _thresholds);
        settled = truncated ? settled with { Rule = Rule.TooLong } : settled;
        var codes = CodesOf(settled).Concat(parts.OrderByDescending(p => p.Verdict).SelectMany(p => p.Codes)).Distinct().ToArray();
        return Answer(line, settled, finding, scratch, parts, codes);
    }

    private Assessment Answer(
        LineInput line, Decision decision, Finding? finding, MatchScratch scratch, AssessedPart[] parts, IReadOnlyList<string> codes)
    {
        var candidates = Candidates(scratch.Whole, out var runnerUp, decision.Item);
        return new Assessment(
            decision.Verdict,
            finding,
            decision.Auto,
            codes,
            decision.Probability,
            new LazyExplanation(this, line, decision, finding, runnerUp),
            candidates,
            parts);
    }

    private void Analyze(ReadOnlySpan<char> text, DutyKind kind, LineSignals signals, MatchScratch scratch)
    {
        _analyzer.Analyze(text, signals, scratch.Analysis);
        _model.Blending.Apply(signals, Classes.ByKind[(int)kind]);
    }

    private string[] CodesOf(Decision d) =>
        d.Item >= 0 && d.Verdict != VerdictKind.Unlisted ? [Classes.Catalogue.Items[d.Item].Code] : [];

    private Candidate[] Candidates(LineSignals signals, out int runnerUp, int cited)
    {
        Span<int> best = stackalloc int[CandidateCount];
        var count = 0;
        foreach (var c in signals.Active)
        {
            if (c >= Classes.Items)
            {
                continue;
            }

            var at = count;
            while (at > 0 && signals.Blend[best[at - 1]] < signals.Blend[c])
            {
                at--;
            }

            if (at >= CandidateCount)
            {
                continue;
            }

            count = Math.Min(count + 1, CandidateCount);
            best[at..(count - 1)].CopyTo(best[(at + 1)..count]);
            best[at] = c;
        }

        runnerUp = count == 0 ? -1 : best[0] != cited ? best[0] : count > 1 ? best[1] : -1;
        var candidates = new Candidate[count];
        for (var i = 0; i < count; i++)
        {
            candidates[i] = new Candidate(Classes.Catalogue.Items[best[i]].Code, signals.Blend[best[i]]);
        }

        return candidates;
    }

    private static string Original(string text, MatchScratch scratch, Range task)
    {
        var from = scratch.Origins[task.Start.Value];
        var to = scratch.Origins[task.End.Value - 1];
        return text[from..(to + 1)];
    }
}
