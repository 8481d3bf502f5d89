using System.Diagnostics;
using System.Globalization;
using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Server.Cli;

/// <summary><c>bench matching</c>: lines a second on one core, memory a line, time to build, and the slowest hostile lines.</summary>
public static class BenchMatchingCommand
{
    private const int Rounds = 3;
    private const int LargeCopies = 10;
    private const int HostileLength = 2000;

    /// <summary>Runs the measurements and prints them; figures are of processor time, so that a busy machine distorts them less.</summary>
    public static int Run(string seedsDirectory, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var catalogue = CatalogueFile.Read(Path.Combine(seedsDirectory, "catalogue.json"));
            var loading = Stopwatch.StartNew();
            var data = MatchingData.Load(seedsDirectory);
            output.WriteLine(Invariant($"读取语料和模型：{loading.ElapsedMilliseconds} ms（{data.Phrases.Count}条语料）"));
            var lines = data.Phrases.Select(p => new LineInput(p.Text, p.Kind)).ToList();
            Measure($"{catalogue.Items.Count}项", catalogue, data, lines, output);
            var large = Enlarge(catalogue);
            Measure($"{large.Items.Count}项", large, data, lines, output);
            MeasureHostile(DutyMatcher.Build(catalogue, data), output);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is CatalogueFileException or MatchingDataException)
        {
            error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
    }

    private static void Measure(string name, CatalogueVersion catalogue, MatchingData data, List<LineInput> lines, TextWriter output)
    {
        DutyMatcher.Build(catalogue, data);
        var building = Cpu(() => DutyMatcher.Build(catalogue, data));
        var matcher = DutyMatcher.Build(catalogue, data);
        foreach (var line in lines)
        {
            matcher.Assess(line);
        }

        var best = TimeSpan.MaxValue;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var spent = Cpu(() => lines.ForEach(l => matcher.Assess(l)));
            best = spent < best ? spent : best;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (Rounds * lines.Count);
        var rate = lines.Count / best.TotalSeconds;
        output.WriteLine(Invariant(
            $"{name}：{rate:N0} 行/秒（单核），每行 {best.TotalMicroseconds / lines.Count:F1} µs、{bytes} B，建立索引 {building.TotalMilliseconds:F0} ms"));
    }

    private static void MeasureHostile(DutyMatcher matcher, TextWriter output)
    {
        (string Name, string Text)[] hostile =
        [
            ("同一字重复", new string('责', HostileLength)),
            ("全是标点", string.Concat(Enumerable.Repeat("；、，", HostileLength / 3))),
            ("多事项", string.Concat(Enumerable.Repeat("宣传医保缴费；", HostileLength / 7))),
            ("生僻字", string.Concat(Enumerable.Range(0, HostileLength).Select(i => (char)('\u4e00' + (i * 37 % 20000))))),
            ("控制字符", string.Concat(Enumerable.Range(0, HostileLength).Select(i => (char)(i % 32)))),
        ];
        foreach (var (name, text) in hostile)
        {
            var line = new LineInput(text, DutyKind.Duty);
            matcher.Assess(line);
            const int Times = 50;
            var spent = Cpu(() =>
            {
                for (var i = 0; i < Times; i++)
                {
                    matcher.Assess(line);
                }
            });
            output.WriteLine(Invariant($"异常行（{name}，{HostileLength}字）：{spent.TotalMilliseconds / Times:F2} ms"));
        }
    }

    // A list of ten times the size: every item again under other codes, which no label speaks of.
    private static CatalogueVersion Enlarge(CatalogueVersion catalogue) => new(
        catalogue.Name,
        catalogue.Version,
        catalogue.EffectiveFrom,
        catalogue.Status,
        Enumerable.Range(0, LargeCopies).SelectMany(copy => catalogue.Items.Select(i => copy == 0
            ? i
            : i with { Code = $"{i.Code}-{copy}", Title = i.Title + copy, Contrast = [] })));

    private static TimeSpan Cpu(Action action)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        action();
        return Process.GetCurrentProcess().TotalProcessorTime - before;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
