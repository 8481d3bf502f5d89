namespace Checklists.Server.Cli;

/// <summary>What <c>check</c> was asked.</summary>
/// <param name="File">The list: .xlsx, .csv or .jsonl.</param>
/// <param name="Catalogue">Catalogue file; <c>null</c> takes the one in the seeds.</param>
/// <param name="Format"><c>table</c>, <c>jsonl</c> or <c>xlsx</c>.</param>
/// <param name="Out">Where to write; <c>null</c> is standard output (not for xlsx).</param>
/// <param name="SeedsDirectory">Directory with <c>lexicon/</c>, <c>phrases/</c>, <c>matching/</c>.</param>
public sealed record CheckOptions(string File, string? Catalogue, string Format, string? Out, string SeedsDirectory);
