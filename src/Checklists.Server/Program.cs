using System.Globalization;
using System.Text;
using Checklists.Server.Cli;

// Pages, messages and the command line speak Chinese; numbers and dates in files and APIs are written invariantly where they are written.
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

return await CommandTree.RunAsync(args);
