namespace Checklists.Mailing.Templates;

/// <summary>A template cannot be used. The message is Chinese: file, line, what is wrong, remedy.</summary>
public sealed class MailTemplateException : Exception
{
    /// <summary>Describes the fault.</summary>
    public MailTemplateException(string file, int line, string problem, string remedy)
        : base($"邮件模板 {file} 第 {line} 行：{problem}{remedy}")
    {
        File = file;
        Line = line;
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>Line, from 1.</summary>
    public int Line { get; }
}
