using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Checklists.Platform.Database;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model; it connects to nothing.</summary>
public sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<ChecklistsDbContext>
{
    /// <inheritdoc/>
    public ChecklistsDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<ChecklistsDbContext>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options);
}
