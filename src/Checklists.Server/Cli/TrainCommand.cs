using System.Text;
using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Matching.Evaluating;
using Checklists.Matching.Learning;

namespace Checklists.Server.Cli;

/// <summary>What <c>train</c> was asked.</summary>
/// <param name="SeedsDirectory">Where lexicon and phrases are read and the model is written.</param>
/// <param name="CrossValidateOnly">Measure on lines not seen in training, write nothing.</param>
public sealed record TrainOptions(string SeedsDirectory, bool CrossValidateOnly);

/// <summary><c>train</c>: learns the matcher's model from the phrase bank.</summary>
public static class TrainCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs the verb; takes about a minute, cross-validation several.</summary>
    /// <returns>0 when done; 2 when a file is wrong.</returns>
    public static int Run(TrainOptions options, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var catalogue = CatalogueFile.Read(Path.Combine(options.SeedsDirectory, "catalogue.json"));
            var data = MatchingData.LoadForTraining(options.SeedsDirectory);
            if (options.CrossValidateOnly)
            {
                var lines = CrossValidation.Run(catalogue, data, error.WriteLine);
                EvaluationReport.Write(new Evaluation(lines), output);
                return ExitCode.Done;
            }

            foreach (var (file, text) in ModelFileWriting.Train(catalogue, data, error.WriteLine))
            {
                File.WriteAllText(Path.Combine(options.SeedsDirectory, file), text, Utf8);
                output.WriteLine($"已写入 {file}（{Utf8.GetByteCount(text) / 1024} KB）");
            }

            return ExitCode.Done;
        }
        catch (Exception e) when (e is CatalogueFileException or MatchingDataException)
        {
            error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
    }
}
