namespace Checklists.Server.Cli;

/// <summary>Tells the caller what became of a batch of lists.</summary>
internal static class ImportReport
{
    public static void Write(ImportOutcome outcome)
    {
        Console.WriteLine(
            $"接收 {outcome.Accepted.Count} 份，共 {outcome.Accepted.Sum(a => a.LineCount)} 行；此前已收到 {outcome.AlreadyReceived} 份；未接收 {outcome.Refused.Count} 份。");
        WriteRefused(outcome);
    }

    /// <summary>Names each refused file with what is wrong and what to do.</summary>
    public static void WriteRefused(ImportOutcome outcome)
    {
        foreach (var (file, why) in outcome.Refused)
        {
            Console.WriteLine($"未接收：{file}（整份未导入）");
            foreach (var refusal in why.Refusals.Take(5))
            {
                Console.WriteLine($"  {refusal}");
            }

            var rest = Math.Max(0, why.Refusals.Count - 5) + why.FurtherRefusals;
            if (rest > 0)
            {
                Console.WriteLine($"  另有 {rest} 处。");
            }
        }
    }
}
