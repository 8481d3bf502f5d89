using Checklists.Regions;
using Checklists.Seeds;

if (args.Length != 1 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("Usage: dotnet run --project seeds/Generator -- SEEDS");
    Console.Error.WriteLine("Writes SEEDS/submissions from SEEDS/phrases, SEEDS/catalogue.json and SEEDS/regions/pingyu.json; the same input gives the same files.");
    return 2;
}

var seeds = args[0];
var folder = Directory.CreateDirectory(Path.Combine(seeds, "submissions"));
foreach (var old in folder.GetFiles())
{
    old.Delete();
}

var pool = WordingPool.Load(Path.Combine(seeds, "phrases"), Path.Combine(seeds, "catalogue.json"));
var regions = RegionsFile.Load(Path.Combine(seeds, "regions", "pingyu.json"));
new SampleSubmissions(regions, new ListComposer(pool), folder.FullName).Write();
Console.WriteLine($"{folder.GetFiles().Length} files, {folder.GetFiles().Sum(f => f.Length) / 1024} KiB in {folder.FullName}");
return 0;
