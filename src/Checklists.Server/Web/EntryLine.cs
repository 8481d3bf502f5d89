using System.Text.Json;
using System.Text.Json.Nodes;
using Checklists.Catalogue;
using Checklists.Submissions;

namespace Checklists.Server.Web;

/// <summary>One line of the web form.</summary>
public sealed class EntryLine
{
    public string? Text { get; set; }

    public DutyKind Kind { get; set; }

    public string? Issuer { get; set; }

    public string? Channel { get; set; }

    public string? DocumentNumber { get; set; }

    public bool? ResponsibilityLetter { get; set; }

    public bool? Target { get; set; }

    public bool? Ranking { get; set; }

    public bool? AdvancePayment { get; set; }

    public bool? Reporting { get; set; }

    public bool? Funding { get; set; }

    public string? ReportFrequency { get; set; }

    public string? StartsOn { get; set; }

    public string? EndsOn { get; set; }

    /// <summary>Nothing was typed: the line is left out.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text) && string.IsNullOrWhiteSpace(Issuer) && string.IsNullOrWhiteSpace(DocumentNumber);

    /// <summary>Something beyond the first questions was answered.</summary>
    public bool HasMore =>
        DocumentNumber is not null || StartsOn is not null || EndsOn is not null || ReportFrequency is not null
        || (ResponsibilityLetter ?? Target ?? Ranking ?? AdvancePayment ?? Reporting ?? Funding) is not null;

    /// <summary>A line of a standing list, to be changed.</summary>
    public static EntryLine Of(SubmittedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new EntryLine
        {
            Text = line.Text,
            Kind = line.Kind,
            Issuer = line.Issuer,
            Channel = line.AssignedThrough,
            DocumentNumber = line.DocumentNumber,
            ResponsibilityLetter = line.ResponsibilityLetter,
            Target = line.Target,
            Ranking = line.Ranking,
            AdvancePayment = line.AdvancePayment,
            Reporting = line.Reporting,
            Funding = line.Funding,
            ReportFrequency = line.ReportFrequency,
            StartsOn = line.StartsOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            EndsOn = line.EndsOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    /// <summary>
    /// The lines as a file of the intake's JSON lines. A blank line of the form becomes a blank line of the file,
    /// so that a refusal's row is the number that stands beside the line on the page.
    /// </summary>
    public static byte[] ToJsonLines(IEnumerable<EntryLine> lines, string villageCode)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var options = Api.ApiJson.Options;
        return System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => (l.IsBlank ? "" : l.ToJson(villageCode).ToJsonString(options)) + "\n")));
    }

    private JsonObject ToJson(string villageCode)
    {
        var json = new JsonObject { ["village"] = villageCode, ["text"] = Text?.Trim(), ["kind"] = JsonSerializer.SerializeToNode(Kind, Api.ApiJson.Options) };
        Add(json, "issuer", Issuer);
        Add(json, "channel", Channel);
        Add(json, "documentNumber", DocumentNumber);
        Add(json, "reportFrequency", ReportFrequency);
        Add(json, "startsOn", StartsOn);
        Add(json, "endsOn", EndsOn);
        json["flags"] = new JsonObject
        {
            ["responsibilityLetter"] = ResponsibilityLetter,
            ["target"] = Target,
            ["ranking"] = Ranking,
            ["advancePayment"] = AdvancePayment,
            ["reporting"] = Reporting,
            ["funding"] = Funding,
        };
        return json;
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            json[name] = value.Trim();
        }
    }
}
