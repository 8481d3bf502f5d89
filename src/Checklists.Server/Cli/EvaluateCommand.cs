using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Matching.Evaluating;

namespace Checklists.Server.Cli;

/// <summary>What <c>evaluate</c> was asked.</summary>
/// <param name="File">Labelled lines in the phrase bank's format.</param>
/// <param name="Catalogue">Catalogue file; <c>null</c> takes the one in the seeds.</param>
/// <param name="SeedsDirectory">Directory with lexicon, phrases and model.</param>
public sealed record EvaluateOptions(string File, string? Catalogue, string SeedsDirectory);

/// <summary><c>evaluate</c>: measures the matcher on lines that a county has labelled itself.</summary>
public static class EvaluateCommand
{
    /// <summary>Runs the verb.</summary>
    /// <returns>0 when done; 2 when a file is wrong.</returns>
    public static int Run(EvaluateOptions options, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var catalogue = CatalogueFile.Read(options.Catalogue ?? Path.Combine(options.SeedsDirectory, "catalogue.json"));
            var data = MatchingData.Load(options.SeedsDirectory);
            var matcher = DutyMatcher.Build(catalogue, data);
            var labelled = PhraseFile.Parse(File.ReadLines(options.File), Path.GetFileName(options.File));
            var lines = labelled.Select(p => new EvaluatedLine(p, matcher.Assess(new LineInput(p.Text, p.Kind)))).ToList();
            WarnOfKnown(labelled, data, matcher, output);
            EvaluationReport.Write(new Evaluation(lines), output);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is CatalogueFileException or MatchingDataException)
        {
            error.WriteLine(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"文件无法读取：{options.File}。请核对路径和权限。");
        }

        return ExitCode.BadInput;
    }

    private static void WarnOfKnown(IReadOnlyList<LabelledPhrase> labelled, MatchingData data, DutyMatcher matcher, TextWriter output)
    {
        var known = data.Phrases.Select(p => matcher.WordingKey(p.Text)).ToHashSet(StringComparer.Ordinal);
        var seen = labelled.Count(p => known.Contains(matcher.WordingKey(p.Text)));
        if (seen > 0)
        {
            output.WriteLine($"注意：{seen}/{labelled.Count}行已在语料中，系统学过这些行，结果偏高；如实的数字见 train --cross-validate。");
        }
    }
}
