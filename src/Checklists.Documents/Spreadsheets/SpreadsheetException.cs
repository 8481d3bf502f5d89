namespace Checklists.Documents.Spreadsheets;

/// <summary>A fault of one cell, row, sheet or of the whole file; Chinese, ready to show to the sender.</summary>
/// <param name="Sheet">Name of the sheet; <c>null</c> when the whole file is meant, or for a file without sheets.</param>
/// <param name="Row">Row from 1.</param>
/// <param name="Column">Column letter.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SpreadsheetProblem(string? Sheet, int? Row, string? Column, string What, string Remedy);

/// <summary>The file cannot be read as a table at all.</summary>
public sealed class SpreadsheetException : Exception
{
    /// <summary>Makes the exception for a fault of the whole file.</summary>
    public SpreadsheetException(string what, string remedy, Exception? inner = null)
        : this(new SpreadsheetProblem(null, null, null, what, remedy), inner)
    {
    }

    /// <summary>Makes the exception for a fault at a place.</summary>
    public SpreadsheetException(SpreadsheetProblem problem, Exception? inner = null)
        : base($"{problem.What}。{problem.Remedy}。", inner)
    {
        Problem = problem;
    }

    /// <summary>What is wrong and what to do.</summary>
    public SpreadsheetProblem Problem { get; }
}
