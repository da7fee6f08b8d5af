using Tandem.App.Hosting;

await TandemHost.Build(args).RunAsync();
return 0;
