namespace Checklists.Mailing;

/// <summary>What a mail says.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same as HTML with inline styles.</param>
public sealed record MailContent(string Subject, string Text, string Html);
