using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>Leads everybody to the own page.</summary>
public sealed class IndexModel : ViewerPage
{
    public IActionResult OnGet() => LocalRedirect(Navigation.Home(Viewer));
}
