using Checklists.Audit;
using Xunit;

namespace Checklists.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_chain_as_it_was_written_holds() => Assert.Null(AuditChain.FirstBroken(Chain()));

    [Fact]
    public void An_edited_entry_is_found()
    {
        var chain = Chain();
        chain[1] = Copy(chain[1], data: """{"lines":1}""");

        Assert.Equal(2, AuditChain.FirstBroken(chain));
    }

    [Fact]
    public void An_entry_edited_with_its_hash_recomputed_breaks_the_next_one()
    {
        var chain = Chain();
        chain[1] = AuditChain.Next(2, chain[0].Hash, Noon, "other", "a", "s", "{}");

        Assert.Equal(3, AuditChain.FirstBroken(chain));
    }

    [Fact]
    public void A_deleted_entry_is_found()
    {
        var chain = Chain();
        chain.RemoveAt(1);

        Assert.Equal(2, AuditChain.FirstBroken(chain));
    }

    [Fact]
    public void Text_moved_from_one_field_into_the_next_changes_the_hash() =>
        Assert.NotEqual(
            AuditChain.Next(1, AuditChain.Origin, Noon, "ab", "c", "s", "{}").Hash,
            AuditChain.Next(1, AuditChain.Origin, Noon, "a", "bc", "s", "{}").Hash);

    private static List<AuditEntry> Chain()
    {
        var entries = new List<AuditEntry>();
        var previous = AuditChain.Origin;
        for (var i = 1; i <= 3; i++)
        {
            entries.Add(AuditChain.Next(i, previous, Noon.AddMinutes(i), "system", "a", "s", "{}"));
            previous = entries[^1].Hash;
        }

        return entries;
    }

    private static AuditEntry Copy(AuditEntry entry, string data) => new()
    {
        Sequence = entry.Sequence,
        At = entry.At,
        Actor = entry.Actor,
        Action = entry.Action,
        Subject = entry.Subject,
        Data = data,
        PreviousHash = entry.PreviousHash,
        Hash = entry.Hash,
    };
}
