namespace Checklists.Matching;

/// <summary>A lexicon, phrase, model or threshold file cannot be used; the message names file and line in Chinese.</summary>
public sealed class MatchingDataException(string file, int line, string what, string remedy)
    : Exception($"{file}{(line > 0 ? $" 第{line}行" : string.Empty)}：{what}。{remedy}。")
{
    /// <summary>The file's name below the seeds directory.</summary>
    public string File { get; } = file;

    /// <summary>Line number from 1; 0 when the whole file is meant.</summary>
    public int Line { get; } = line;
}
