using Tandem.App.Hosting;
using Tandem.App.Setup;

return args.Length > 0 && Commands.Knows(args[0])
    ? await Commands.Run(args, Console.Out, Console.Error)
    : await Server.Run(args);
