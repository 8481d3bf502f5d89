namespace Checklists.Documents.Pdf.Recording;

/// <summary>What a PDF says about itself.</summary>
/// <param name="Title">Title, shown by readers in place of the file's name.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Author">The office that issues it, or <c>null</c>.</param>
/// <param name="Created">Date of the content, not of the rendering: the same content gives the same bytes.</param>
public sealed record PdfProperties(string Title, string Subject, string? Author, DateTimeOffset Created);
