using Checklists.Workflows.Activities;

namespace Checklists.Workflows.Definitions;

/// <summary>One check of one definition: it goes through everything and collects what is wrong.</summary>
internal sealed class DefinitionCheck(WorkflowDefinition definition, ActivityRegistry activities)
{
    private static readonly HashSet<string> HarmlessProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        "mergeMode", "logPersistenceMode", "commitStrategy", "resilienceStrategy", "description", "displayName", "outcomes",
    };

    private readonly List<WorkflowProblem> _problems = [];

    public WorkflowDefinition Definition => definition;

    public ActivityRegistry Activities => activities;

    /// <summary>Whether the workflow can wait at all; only then can anything be lost at a suspension.</summary>
    public bool CanSuspend { get; } = definition.Nodes.Any(node => activities.TryFind(node.Type)?.Waits == true);

    public IReadOnlyList<WorkflowProblem> Run()
    {
        CheckVariables(definition.Variables, "$.variables");
        CheckInputs();
        foreach (var node in definition.Nodes)
        {
            CheckNode(node);
        }

        return _problems;
    }

    public void Error(string path, string reason, string remedy) => _problems.Add(new WorkflowProblem(ProblemSeverity.Error, definition.File, path, reason, remedy));

    public void Warn(string path, string reason, string remedy) => _problems.Add(new WorkflowProblem(ProblemSeverity.Warning, definition.File, path, reason, remedy));

    private void CheckVariables(IReadOnlyList<VariableDeclaration> variables, string path)
    {
        foreach (var twice in variables.GroupBy(variable => variable.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Error(twice.Last().Path, $"变量名“{twice.Key}”在同一容器里用了两次。", "请给其中一个变量改名。");
        }

        foreach (var variable in variables)
        {
            try
            {
                Expressions.ValueConversion.Default(variable);
            }
            catch (Expressions.ValueConversionException)
            {
                Error(variable.Path, $"变量“{variable.Name}”的初始值“{variable.DefaultValue?.ToJsonString()}”不是 {variable.TypeName}。", "请改正初始值，或改变量的类型。");
            }

            if (CanSuspend && IsLostByElsa(variable.StorageDriver))
            {
                Warn(variable.Path, $"变量“{variable.Name}”没有保存方式：流程等待之后，Elsa 会丢失它的值（本系统不会）。", "请设 storageDriverTypeName 为 WorkflowInstanceStorageDriver，使两边一致。");
            }
        }
    }

    private void CheckInputs()
    {
        foreach (var input in definition.Inputs)
        {
            if (input.Name.Length == 0)
            {
                Error(input.Path, "流程输入没有名称。", "请补上名称。");
            }
            else if (CanSuspend && IsLostByElsa(input.StorageDriver))
            {
                Warn(input.Path, $"输入“{input.Name}”没有保存方式：流程等待之后，Elsa 会丢失它的值（本系统不会）。", "请设 storageDriverType 为 WorkflowInstanceStorageDriver，使两边一致。");
            }
        }
    }

    private static bool IsLostByElsa(string? driver) => string.IsNullOrEmpty(driver) || driver.Contains("Memory", StringComparison.Ordinal);

    private void CheckNode(ActivityNode node)
    {
        CheckVariables(node.Variables, $"{node.Path}.variables");
        if (activities.TryFind(node.Type) is not { } activity)
        {
            Error($"{node.Path}.type", $"活动“{node.Id}”的类型“{node.Type}”不受支持。", SuggestType(node.Type));
            return;
        }

        CheckActivityInputs(node, activity);
        CheckTrigger(node);
        new ExpressionCheck(this).Run(node);
        if (node.Type == "Elsa.Flowchart")
        {
            new FlowchartCheck(this, node).Run();
        }

        if (activity is Loop or ParallelForEach)
        {
            CheckLoop(node);
        }
    }

    private void CheckActivityInputs(ActivityNode node, Activity activity)
    {
        foreach (var input in activity.Inputs.Where(input => input.IsRequired && !node.Inputs.ContainsKey(input.Name)))
        {
            Error(node.Path, $"活动“{node.Id}”缺少输入 {input.Name}。", "请在 Elsa Studio 里填写这一项。");
        }

        foreach (var (name, expression) in node.Inputs)
        {
            if (!activity.Inputs.Any(input => string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase)) && !HarmlessProperties.Contains(name))
            {
                Error(expression.Path, $"活动“{node.Id}”（{node.Type}）没有名为 {name} 的输入。", activity.Inputs.Count == 0 ? "请删去这一项。" : $"可用的输入：{string.Join("、", activity.Inputs.Select(input => input.Name))}。");
            }
        }

        foreach (var name in node.Outputs.Keys.Where(name => !activity.Outputs.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            Error($"{node.Path}.{name}", $"活动“{node.Id}”（{node.Type}）没有名为 {name} 的输出。", activity.Outputs.Count == 0 ? "请删去这一项。" : $"可用的输出：{string.Join("、", activity.Outputs)}。");
        }
    }

    private void CheckTrigger(ActivityNode node)
    {
        if (!node.CanStartWorkflow)
        {
            return;
        }

        if (node.Type is "Elsa.Timer" or "Elsa.Cron" or "Elsa.StartAt")
        {
            Error($"{node.Path}.customProperties.canStartWorkflow", $"活动“{node.Id}”不能按时间自行启动流程。", "请取消“可启动流程”，由定时任务启动流程。");
        }
        else if (node.Type == "Elsa.Event" && (node.Inputs.GetValueOrDefault("eventName")?.Kind != ExpressionKind.Literal || node.Parent != definition.Root))
        {
            Error($"{node.Path}.customProperties.canStartWorkflow", $"活动“{node.Id}”要启动流程，但它的事件名不是固定文字，或不在最外层。", "请把事件名写成固定文字，并把活动放在最外层流程图里。");
        }
    }

    private void CheckLoop(ActivityNode node)
    {
        if (!node.Branches.TryGetValue("body", out var body))
        {
            Warn(node.Path, $"循环“{node.Id}”没有循环体 body。", "请补上要重复的活动，或删去这个循环。");
        }
        else if (node.Type == "Elsa.While" && node.Inputs.TryGetValue("condition", out var condition) && condition.Kind is ExpressionKind.Literal or ExpressionKind.Json
            && condition?.Text is "true" or "True" && !body.SelfAndDescendants().Any(CanLeaveOrWait))
        {
            Error(node.Path, $"循环“{node.Id}”的条件恒为真，循环体里既不等待也不跳出。", "请写出会变为假的条件，或在循环体里加入等待、Break 或 Finish。");
        }
    }

    private bool CanLeaveOrWait(ActivityNode node) => activities.TryFind(node.Type) is { } activity && (activity.Waits || activity.IsTerminal);

    private string SuggestType(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..];
        var near = activities.Types.FirstOrDefault(known => string.Equals(known[(known.LastIndexOf('.') + 1)..], name, StringComparison.OrdinalIgnoreCase))
            ?? activities.Types.FirstOrDefault(known => known.Contains(name, StringComparison.OrdinalIgnoreCase));
        return near is null ? $"请换成受支持的活动：{string.Join("、", activities.Types)}。" : $"是否应为 {near}？";
    }
}
