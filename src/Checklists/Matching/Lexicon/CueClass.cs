namespace Checklists.Matching.Lexicon;

/// <summary>What a role word says of the village's part.</summary>
internal enum CueClass
{
    /// <summary>协助、配合：helps.</summary>
    Assist,

    /// <summary>宣传、提醒：tells.</summary>
    Publicity,

    /// <summary>上报、登记：reports.</summary>
    Report,

    /// <summary>责任书、负总责：is made responsible.</summary>
    Responsible,

    /// <summary>指标、排名、扣分：is measured.</summary>
    Quota,

    /// <summary>罚款、强拆、审批：punishes, enforces, decides for an office.</summary>
    Enforce,

    /// <summary>垫付、代收、打卡、补台账：pays, collects, proves work.</summary>
    Burden,

    /// <summary>必须、否则：is forced.</summary>
    Coerce,

    /// <summary>不得、不再、不签：negated.</summary>
    Negation,

    /// <summary>自愿：villagers are free.</summary>
    Voluntary,

    /// <summary>应急响应期间：an emergency makes temporary reports and shifts lawful.</summary>
    Emergency,

    /// <summary>证明、出具：a proof.</summary>
    Proof,

    /// <summary>牌子、挂牌：a board.</summary>
    Sign,
}
