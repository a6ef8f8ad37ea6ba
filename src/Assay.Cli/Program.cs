using System.Runtime.InteropServices;
using Assay.Cli;

// Neither reader nor window width is touched before a verb asks: help has to be on the screen in a few milliseconds.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
    Console.OutputEncoding = utf8;
await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 16 * 1024);
await using var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return await Cli.RunAsync(args, new CliHost
{
    Out = output,
    Error = error,
    In = new LazyInput(),
    Folder = Environment.CurrentDirectory,
    IsTerminal = !Console.IsOutputRedirected,
    WindowWidth = Console.IsOutputRedirected ? null : () => Console.WindowWidth,
    Environment = Environment.GetEnvironmentVariable,
    User = () => Environment.UserName,
    Caller = () => $"{Environment.UserName} (assay {Environment.ProcessId} on {Environment.MachineName})",
}, stopping.Token);

// The first signal asks politely, the second ends the process as the system would.
void Stop(PosixSignalContext context)
{
    if (stopping.IsCancellationRequested)
        return;
    context.Cancel = true;
    stopping.Cancel();
}
